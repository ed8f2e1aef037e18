/**
 * A server that answers a few statements from blocks encoded beforehand, as fast as the
 * socket takes them: the measuring device of the benchmarks, not a TDengine.
 */
@NullMarked
package io.github.taosspring.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
