/**
 * The clients that are compared in consuming topics.
 */
@NullMarked
package io.github.taosspring.benchmarks.topic;

import org.jspecify.annotations.NullMarked;
