package io.github.taosspring.sample.sampling;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What became of the samples so far.
 *
 * @param samplesWritten how many samples the server took
 * @param rowsWritten how many rows these had
 * @param samplesWaiting how many samples wait to be written
 * @param samplesLost how many samples were given up
 * @param failedWrites how many attempts to write failed
 * @param failing whether the last attempt failed
 * @param lastWrite when the last attempt that succeeded ended, {@code null} before it
 * @param lastFailure when the last attempt that failed ended, {@code null} before it
 * @param lastError why it failed, {@code null} before it
 */
public record WriterStatus(long samplesWritten, long rowsWritten, int samplesWaiting, long samplesLost,
		long failedWrites, boolean failing, @Nullable Instant lastWrite, @Nullable Instant lastFailure,
		@Nullable String lastError) {

}
