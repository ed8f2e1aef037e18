/**
 * Point queries by many threads: this client on two sockets and JDBC drivers behind a
 * pool.
 */
@NullMarked
package io.github.taosspring.benchmarks.point;

import org.jspecify.annotations.NullMarked;
