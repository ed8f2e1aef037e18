package io.github.taosspring.core;

/**
 * What became of one batch of an insert.
 *
 * @param superTable the super table
 * @param tables how many child tables the batch had rows of
 * @param written the rows that were written; of two with an equal key both count
 * @param failed the rows that were not, as far as is known
 */
public record InsertBatch(String superTable, int tables, long written, long failed) {

}
