/**
 * What a transport does for the client: connect, run a statement, fetch blocks. Nothing
 * above it knows which protocol is in use, and transports do not know each other.
 */
@NullMarked
package io.github.taosspring.client.spi;

import org.jspecify.annotations.NullMarked;
