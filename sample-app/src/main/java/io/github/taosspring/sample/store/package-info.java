/**
 * Measurements in TDengine: tables, inserts, queries.
 */
@NullMarked
package io.github.taosspring.sample.store;

import org.jspecify.annotations.NullMarked;
