/**
 * Schemaless writing as a part of an application context.
 */
@NullMarked
package io.github.taosspring.schemaless;

import org.jspecify.annotations.NullMarked;
