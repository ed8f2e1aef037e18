/**
 * The client, its sessions and results, above any transport.
 */
@NullMarked
package io.github.taosspring.client.internal;

import org.jspecify.annotations.NullMarked;
