package io.github.taosspring.client.buffered;

import java.time.Duration;
import java.util.Objects;

/**
 * How much is buffered, for how long, and who is told. Immutable.
 *
 * @param batchRows the items after which a batch goes out
 * @param batchBytes the bytes after which it does
 * @param linger the age of its oldest item at which it does
 * @param maxRows the items that are buffered at most, those on their way included; lanes
 * share it equally
 * @param maxBytes the bytes of encoded items at which the buffer is full, those on their
 * way included; lanes share it equally
 * @param overflow what becomes of more
 * @param blockTimeout how long an item waits for room
 * @param lanes the batches that are on their way at the same time
 * @param retryFor how long a batch is tried again
 * @param closeTimeout the time allowed to write the rest upon close
 * @param failureListener told what could not be written
 */
public record BufferOptions(int batchRows, int batchBytes, Duration linger, int maxRows, long maxBytes,
		OverflowPolicy overflow, Duration blockTimeout, int lanes, Duration retryFor, Duration closeTimeout,
		WriteFailureListener failureListener) {

	/**
	 * Check options.
	 * @throws IllegalArgumentException if a number or a time is not greater than zero, or
	 * not every lane can hold a batch
	 */
	public BufferOptions {
		check("batchRows", batchRows);
		check("batchBytes", batchBytes);
		check("lanes", lanes);
		check("linger", linger);
		check("blockTimeout", blockTimeout);
		check("retryFor", retryFor);
		check("closeTimeout", closeTimeout);
		if (maxRows / lanes < batchRows) {
			throw new IllegalArgumentException("maxRows must be at least " + lanes + " times batchRows (" + batchRows
					+ "), one batch a lane, was " + maxRows);
		}
		if (maxBytes / lanes < batchBytes) {
			throw new IllegalArgumentException("maxBytes must be at least " + lanes + " times batchBytes (" + batchBytes
					+ "), one batch a lane, was " + maxBytes);
		}
		Objects.requireNonNull(overflow, "overflow");
		Objects.requireNonNull(failureListener, "failureListener");
	}

	/**
	 * Return batches of 5000 items or 4 MiB, sent after 200 ms; 100,000 items or 64 MiB
	 * at most, more wait for 10 s; two lanes; tried again for a minute, at the end for 10
	 * s.
	 * @param failureListener told what could not be written
	 * @return the options
	 */
	public static BufferOptions of(WriteFailureListener failureListener) {
		return new BufferOptions(5000, 4 * 1024 * 1024, Duration.ofMillis(200), 100_000, 64 * 1024 * 1024,
				OverflowPolicy.BLOCK, Duration.ofSeconds(10), 2, Duration.ofMinutes(1), Duration.ofSeconds(10),
				failureListener);
	}

	private static void check(String name, int value) {
		if (value <= 0) {
			throw new IllegalArgumentException(name + " must be greater than zero, was " + value);
		}
	}

	private static void check(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " must be greater than zero, was " + value);
		}
	}

	/**
	 * Return a copy with other batches.
	 * @param rows the items of a batch
	 * @param newLinger the age at which it goes out
	 * @return the copy
	 */
	public BufferOptions batches(int rows, Duration newLinger) {
		return new BufferOptions(rows, this.batchBytes, newLinger, this.maxRows, this.maxBytes, this.overflow,
				this.blockTimeout, this.lanes, this.retryFor, this.closeTimeout, this.failureListener);
	}

	/**
	 * Return a copy with another bound.
	 * @param rows the items that are buffered at most
	 * @param policy what becomes of more
	 * @param newBlockTimeout how long an item waits for room
	 * @return the copy
	 */
	public BufferOptions bound(int rows, OverflowPolicy policy, Duration newBlockTimeout) {
		return new BufferOptions(this.batchRows, this.batchBytes, this.linger, rows, this.maxBytes, policy,
				newBlockTimeout, this.lanes, this.retryFor, this.closeTimeout, this.failureListener);
	}

	/**
	 * Return a copy with other bounds in bytes.
	 * @param ofBatch the bytes after which a batch goes out
	 * @param ofBuffer the bytes at which the buffer is full
	 * @return the copy
	 */
	public BufferOptions bytes(int ofBatch, long ofBuffer) {
		return new BufferOptions(this.batchRows, ofBatch, this.linger, this.maxRows, ofBuffer, this.overflow,
				this.blockTimeout, this.lanes, this.retryFor, this.closeTimeout, this.failureListener);
	}

	/**
	 * Return a copy with other lanes.
	 * @param count the batches that are on their way at the same time
	 * @return the copy
	 */
	public BufferOptions lanes(int count) {
		return new BufferOptions(this.batchRows, this.batchBytes, this.linger, this.maxRows, this.maxBytes,
				this.overflow, this.blockTimeout, count, this.retryFor, this.closeTimeout, this.failureListener);
	}

	/**
	 * Return a copy with other patience.
	 * @param newRetryFor how long a batch is tried again
	 * @param newCloseTimeout the time allowed to write the rest upon close
	 * @return the copy
	 */
	public BufferOptions patience(Duration newRetryFor, Duration newCloseTimeout) {
		return new BufferOptions(this.batchRows, this.batchBytes, this.linger, this.maxRows, this.maxBytes,
				this.overflow, this.blockTimeout, this.lanes, newRetryFor, newCloseTimeout, this.failureListener);
	}

}
