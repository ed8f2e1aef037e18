/**
 * TDengine's SQL dialect as a tree: the statements, queries and expressions, and the
 * parser that builds them. {@code INSERT … VALUES} has a reader of its own.
 */
@NullMarked
package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.NullMarked;
