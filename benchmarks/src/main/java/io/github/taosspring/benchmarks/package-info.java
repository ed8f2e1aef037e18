/**
 * Benchmarks of the connector against the vendor's driver and against a loop that fetches
 * without decoding.
 */
@NullMarked
package io.github.taosspring.benchmarks;

import org.jspecify.annotations.NullMarked;
