/**
 * The connection pool, beside an application's main data source.
 */
@NullMarked
package io.github.taosspring.boot.datasource;

import org.jspecify.annotations.NullMarked;
