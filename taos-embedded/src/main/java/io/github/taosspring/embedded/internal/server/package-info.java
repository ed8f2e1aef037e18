/**
 * The HTTP and WebSocket server: taosAdapter's protocols in front of the engine.
 */
@NullMarked
package io.github.taosspring.embedded.internal.server;

import org.jspecify.annotations.NullMarked;
