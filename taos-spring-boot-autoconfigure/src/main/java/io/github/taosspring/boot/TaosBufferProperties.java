package io.github.taosspring.boot;

import java.time.Duration;

import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.OverflowPolicy;
import io.github.taosspring.client.buffered.WriteFailureListener;

import org.springframework.util.unit.DataSize;

/**
 * Properties of buffered writers of any kind.
 */
public abstract class TaosBufferProperties {

	/**
	 * Items after which a batch is sent.
	 */
	private int batchSize = 5000;

	/**
	 * Bytes after which a batch is sent.
	 */
	private DataSize batchBytes = DataSize.ofMegabytes(4);

	/**
	 * Age of its oldest item at which a batch is sent.
	 */
	private Duration linger = Duration.ofMillis(200);

	/**
	 * Most items that a writer holds, those on their way included.
	 */
	private int bufferSize = 100_000;

	/**
	 * Bytes of items at which a writer is full, those on their way included.
	 */
	private DataSize bufferBytes = DataSize.ofMegabytes(64);

	/**
	 * What becomes of items for which there is no room.
	 */
	private OverflowPolicy overflowPolicy = OverflowPolicy.BLOCK;

	/**
	 * Time that an item waits for room if the overflow policy is 'block'.
	 */
	private Duration blockTimeout = Duration.ofSeconds(10);

	/**
	 * Number of batches that are on their way at the same time. Items of one child table
	 * keep their order.
	 */
	private int concurrency = 2;

	/**
	 * Time for which a batch is tried again after failures that may pass.
	 */
	private Duration retryTimeout = Duration.ofMinutes(1);

	/**
	 * Time allowed to write what is buffered when the application stops.
	 */
	private Duration closeTimeout = Duration.ofSeconds(10);

	public int getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(int batchSize) {
		this.batchSize = batchSize;
	}

	public DataSize getBatchBytes() {
		return this.batchBytes;
	}

	public void setBatchBytes(DataSize batchBytes) {
		this.batchBytes = batchBytes;
	}

	public Duration getLinger() {
		return this.linger;
	}

	public void setLinger(Duration linger) {
		this.linger = linger;
	}

	public int getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(int bufferSize) {
		this.bufferSize = bufferSize;
	}

	public DataSize getBufferBytes() {
		return this.bufferBytes;
	}

	public void setBufferBytes(DataSize bufferBytes) {
		this.bufferBytes = bufferBytes;
	}

	public OverflowPolicy getOverflowPolicy() {
		return this.overflowPolicy;
	}

	public void setOverflowPolicy(OverflowPolicy overflowPolicy) {
		this.overflowPolicy = overflowPolicy;
	}

	public Duration getBlockTimeout() {
		return this.blockTimeout;
	}

	public void setBlockTimeout(Duration blockTimeout) {
		this.blockTimeout = blockTimeout;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public Duration getRetryTimeout() {
		return this.retryTimeout;
	}

	public void setRetryTimeout(Duration retryTimeout) {
		this.retryTimeout = retryTimeout;
	}

	public Duration getCloseTimeout() {
		return this.closeTimeout;
	}

	public void setCloseTimeout(Duration closeTimeout) {
		this.closeTimeout = closeTimeout;
	}

	/**
	 * Make options of the properties. Each is checked on its own, so that a wrong value
	 * is reported under its name.
	 * @param prefix what stands in front of the properties' names, with the dot
	 * @param failures told what could not be written
	 * @return the options
	 */
	public BufferOptions toOptions(String prefix, WriteFailureListener failures) {
		positive(prefix + "batch-size", this.batchSize);
		positive(prefix + "batch-bytes", this.batchBytes.toBytes());
		positive(prefix + "concurrency", this.concurrency);
		positive(prefix + "linger", this.linger);
		positive(prefix + "block-timeout", this.blockTimeout);
		positive(prefix + "retry-timeout", this.retryTimeout);
		positive(prefix + "close-timeout", this.closeTimeout);
		long least = (long) this.batchSize * this.concurrency;
		if (this.bufferSize < least) {
			throw invalid(prefix + "buffer-size",
					"must be at least batch-size times concurrency, " + least + ", was " + this.bufferSize);
		}
		long leastBytes = this.batchBytes.toBytes() * this.concurrency;
		if (this.bufferBytes.toBytes() < leastBytes) {
			throw invalid(prefix + "buffer-bytes", "must be at least batch-bytes times concurrency, " + leastBytes
					+ " bytes, was " + this.bufferBytes);
		}
		return new BufferOptions(this.batchSize, (int) this.batchBytes.toBytes(), this.linger, this.bufferSize,
				this.bufferBytes.toBytes(), this.overflowPolicy, this.blockTimeout, this.concurrency, this.retryTimeout,
				this.closeTimeout, failures);
	}

	private static void positive(String property, long value) {
		if (value <= 0 || value > Integer.MAX_VALUE) {
			throw invalid(property, "must be between 1 and " + Integer.MAX_VALUE + ", was " + value);
		}
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw invalid(property, "must be greater than zero, was " + value);
		}
	}

	private static InvalidTaosPropertyException invalid(String property, String message) {
		return new InvalidTaosPropertyException(property, new IllegalArgumentException(message));
	}

}
