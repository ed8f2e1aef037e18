/**
 * SQL text made safely: literals, identifiers, and statements with {@code ?} in them.
 */
@NullMarked
package io.github.taosspring.client.sql;

import org.jspecify.annotations.NullMarked;
