/**
 * Replays of what a real server answered.
 */
@NullMarked
package io.github.taosspring.embedded.conformance;

import org.jspecify.annotations.NullMarked;
