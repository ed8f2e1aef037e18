/**
 * The registries of functions: scalar, aggregate and series.
 */
@NullMarked
package io.github.taosspring.embedded.internal.function;

import org.jspecify.annotations.NullMarked;
