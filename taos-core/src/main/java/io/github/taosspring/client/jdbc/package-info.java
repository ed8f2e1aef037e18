/**
 * The JDBC driver: a skin over sessions and results of
 * {@link io.github.taosspring.client}.
 */
@NullMarked
package io.github.taosspring.client.jdbc;

import org.jspecify.annotations.NullMarked;
