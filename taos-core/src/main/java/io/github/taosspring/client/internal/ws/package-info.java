/**
 * The transport over WebSocket to taosAdapter's {@code /ws}.
 */
@NullMarked
package io.github.taosspring.client.internal.ws;

import org.jspecify.annotations.NullMarked;
