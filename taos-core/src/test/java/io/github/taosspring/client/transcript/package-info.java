/**
 * Recordings of a real server, and a server that replays them.
 */
@NullMarked
package io.github.taosspring.client.transcript;

import org.jspecify.annotations.NullMarked;
