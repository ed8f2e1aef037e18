/**
 * Readers that scan the same rows by different clients.
 */
@NullMarked
package io.github.taosspring.benchmarks.scan;

import org.jspecify.annotations.NullMarked;
