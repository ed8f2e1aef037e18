/**
 * Writes of smart meters' rows by several clients, in batches.
 */
@NullMarked
package io.github.taosspring.benchmarks.write;

import org.jspecify.annotations.NullMarked;
