/**
 * A TDengine-compatible server inside the JVM, for tests and first runs: it is not
 * TDengine.
 */
@NullMarked
package io.github.taosspring.embedded;

import org.jspecify.annotations.NullMarked;
