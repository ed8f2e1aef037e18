/**
 * Statements with bound parameters, and batches of rows that are written by them, column
 * by column, without an object per row.
 */
@NullMarked
package io.github.taosspring.client.statement;

import org.jspecify.annotations.NullMarked;
