/**
 * Byte layouts of TDengine's WebSocket protocol: the columnar raw block and the binary
 * frames, read and written. Knows no transport.
 */
@NullMarked
package io.github.taosspring.client.wire;

import org.jspecify.annotations.NullMarked;
