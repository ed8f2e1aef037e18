/**
 * Buffers in front of the server: what is written is sent in batches, again where that
 * makes sense, and what cannot be written is handed back.
 */
@NullMarked
package io.github.taosspring.client.buffered;

import org.jspecify.annotations.NullMarked;
