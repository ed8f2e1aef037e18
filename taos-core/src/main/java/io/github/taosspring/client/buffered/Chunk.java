package io.github.taosspring.client.buffered;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;

/**
 * Items that go out together. Used by one thread at a time.
 */
abstract class Chunk<T> {

	private @Nullable CompletableFuture<Void> told;

	private @Nullable TaosException failure;

	private long sequence;

	private long sealedBytes;

	private int written;

	/**
	 * Add an item.
	 * @throws io.github.taosspring.client.TaosInterfaceException if it cannot be
	 * expressed; it was not added
	 */
	abstract void add(T item);

	abstract int rows();

	abstract long bytes();

	/**
	 * Send what is left of the items; find those that the server refuses.
	 * @throws TaosException if the rest can be tried again
	 */
	abstract void send(WriteFailureListener listener);

	/**
	 * Hand back what is left of the items.
	 */
	abstract void giveUp(TaosException error, WriteFailureListener listener);

	/**
	 * Drop all items, for the next ones.
	 */
	void clear() {
		this.told = null;
		this.failure = null;
		this.written = 0;
	}

	/**
	 * Take note that lines or rows were written.
	 */
	void wrote(int count) {
		this.written += count;
	}

	int written() {
		return this.written;
	}

	/**
	 * Return what tells of the end.
	 */
	CompletableFuture<Void> told() {
		if (this.told == null) {
			this.told = new CompletableFuture<>();
		}
		return this.told;
	}

	/**
	 * Take note that items failed.
	 */
	void failed(TaosException error) {
		if (this.failure == null) {
			this.failure = error;
		}
	}

	/**
	 * Tell of the end.
	 */
	void tell() {
		if (this.told != null) {
			if (this.failure != null) {
				this.told.completeExceptionally(this.failure);
			}
			else {
				this.told.complete(null);
			}
		}
	}

	long sequence() {
		return this.sequence;
	}

	/**
	 * Take note that nothing more is added.
	 * @param number the number of this batch
	 * @param size its bytes
	 */
	void seal(long number, long size) {
		this.sequence = number;
		this.sealedBytes = size;
	}

	long sealedBytes() {
		return this.sealedBytes;
	}

}
