/**
 * The files that keep what was acknowledged: records, segments of logs, checkpoints.
 * <p>
 * A directory holds {@code lock}, the log of the catalogue in {@code catalog}, and that
 * of each database in {@code database-} followed by its first vgroup's id. A log is a
 * chain of segments {@code log-N} and of checkpoints {@code checkpoint-N}, which say what
 * segment N begins from. All are records: length, a CRC32C of it, a CRC32C of the rest;
 * kind, sequence, time, body; integers little-endian.
 */
@NullMarked
package io.github.taosspring.embedded.internal.file;

import org.jspecify.annotations.NullMarked;
