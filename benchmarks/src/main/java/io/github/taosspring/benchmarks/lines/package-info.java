/**
 * Schemaless writing of InfluxDB lines by several clients, ten thousand lines at once.
 */
@NullMarked
package io.github.taosspring.benchmarks.lines;

import org.jspecify.annotations.NullMarked;
