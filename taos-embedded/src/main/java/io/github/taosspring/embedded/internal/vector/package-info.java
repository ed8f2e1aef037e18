/**
 * Typed columns of values: what the store yields, functions compute and results carry.
 */
@NullMarked
package io.github.taosspring.embedded.internal.vector;

import org.jspecify.annotations.NullMarked;
