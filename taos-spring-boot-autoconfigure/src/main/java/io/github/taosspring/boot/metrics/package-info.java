/**
 * Meters of the client.
 */
@NullMarked
package io.github.taosspring.boot.metrics;

import org.jspecify.annotations.NullMarked;
