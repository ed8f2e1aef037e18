/**
 * The sample's two threads: one reads the host each second, one writes what was read.
 */
@NullMarked
package io.github.taosspring.sample.sampling;

import org.jspecify.annotations.NullMarked;
