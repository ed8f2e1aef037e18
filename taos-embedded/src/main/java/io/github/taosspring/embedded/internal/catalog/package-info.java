/**
 * What exists: databases, tables, their schemas and tags, users, topics.
 */
@NullMarked
package io.github.taosspring.embedded.internal.catalog;

import org.jspecify.annotations.NullMarked;
