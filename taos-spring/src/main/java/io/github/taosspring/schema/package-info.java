/**
 * Databases and super tables: their DDL, and what an application does about them when it
 * starts.
 */
@NullMarked
package io.github.taosspring.schema;

import org.jspecify.annotations.NullMarked;
