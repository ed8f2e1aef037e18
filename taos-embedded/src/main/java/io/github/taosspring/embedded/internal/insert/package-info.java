/**
 * {@code INSERT … VALUES}: read in one pass, straight from the text into the columns of
 * batches.
 */
@NullMarked
package io.github.taosspring.embedded.internal.insert;

import org.jspecify.annotations.NullMarked;
