/**
 * What a query does, as a tree of nodes and typed expressions.
 */
@NullMarked
package io.github.taosspring.embedded.internal.plan;

import org.jspecify.annotations.NullMarked;
