/**
 * Rows of tables in columnar chunks, with snapshots for readers.
 */
@NullMarked
package io.github.taosspring.embedded.internal.store;

import org.jspecify.annotations.NullMarked;
