/**
 * Databases and super tables: their DDL, and their initialisation at start.
 */
@NullMarked
package io.github.taosspring.schema;

import org.jspecify.annotations.NullMarked;
