package io.github.taosspring.listener;

import java.util.Objects;

import io.github.taosspring.client.tmq.TmqMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * A delivery that a listener failed upon. One object a message, kept from attempt to
 * attempt; for use on the container's thread.
 */
public final class TaosListenerFailure {

	private final String listenerId;

	private final String groupId;

	private TmqMessage message;

	private Exception error;

	private int firstRow;

	private int endRow;

	/** How far the attempts came. */
	private int furthestRow;

	private int attempts;

	private @Nullable BackOffExecution backOff;

	/**
	 * Create a first failure.
	 * @param listenerId the listener
	 * @param groupId its consumer group
	 * @param message the message
	 * @param error what the listener threw
	 * @param firstRow the first row that was not processed
	 * @param endRow the row after the last one that {@link FailureAction#recovered()}
	 * speaks for
	 */
	public TaosListenerFailure(String listenerId, String groupId, TmqMessage message, Exception error, int firstRow,
			int endRow) {
		this.listenerId = Objects.requireNonNull(listenerId, "listenerId");
		this.groupId = Objects.requireNonNull(groupId, "groupId");
		this.message = Objects.requireNonNull(message, "message");
		this.error = Objects.requireNonNull(error, "error");
		this.firstRow = firstRow;
		this.endRow = endRow;
		this.furthestRow = firstRow;
		this.attempts = 1;
	}

	/**
	 * Note that a further attempt failed. If it came further than any before, attempts
	 * and back-off start anew; rows that fail by turns do not try for ever.
	 */
	void again(TmqMessage newMessage, Exception newError, int newFirstRow, int newEndRow) {
		if (newFirstRow > this.furthestRow) {
			this.furthestRow = newFirstRow;
			this.attempts = 0;
			this.backOff = null;
		}
		this.message = newMessage;
		this.error = newError;
		this.firstRow = newFirstRow;
		this.endRow = newEndRow;
		this.attempts++;
	}

	/**
	 * Return the listener.
	 * @return its id
	 */
	public String listenerId() {
		return this.listenerId;
	}

	/**
	 * Return the consumer group.
	 * @return its id
	 */
	public String groupId() {
		return this.groupId;
	}

	/**
	 * Return the message.
	 * @return the message, readable during the call
	 */
	public TmqMessage message() {
		return this.message;
	}

	/**
	 * Return what the listener threw.
	 * @return the exception
	 */
	public Exception error() {
		return this.error;
	}

	/**
	 * Return the first row that was not processed.
	 * @return its index over all blocks of the message, 0 if all of it failed
	 */
	public int firstRow() {
		return this.firstRow;
	}

	/**
	 * Return where what is to be recovered ends: after a single row, if the listener
	 * named it and can go on behind it; else with the message.
	 * @return the index of the row after the last one
	 */
	public int endRow() {
		return this.endRow;
	}

	/**
	 * Return how often the listener was tried.
	 * @return the count, this attempt included, 1 or more
	 */
	public int attempts() {
		return this.attempts;
	}

	/**
	 * Return how long to wait before the next attempt; each call goes on to the next one.
	 * @param policy says how long; its execution belongs to this failure
	 * @return milliseconds, or {@link BackOffExecution#STOP} if there is none
	 */
	public long nextBackOff(BackOff policy) {
		BackOffExecution execution = this.backOff;
		if (execution == null) {
			execution = policy.start();
			this.backOff = execution;
		}
		return execution.nextBackOff();
	}

	/**
	 * Let {@link #nextBackOff} start from its beginning.
	 */
	public void restartBackOff() {
		this.backOff = null;
	}

	@Override
	public String toString() {
		return "TaosListenerFailure[listener=" + this.listenerId + ", group=" + this.groupId + ", topic="
				+ this.message.topic() + ", vgroup=" + this.message.vgroup() + ", offset=" + this.message.endOffset()
				+ ", rows=" + this.firstRow + ".." + this.endRow + ", attempts=" + this.attempts + ", error="
				+ this.error + "]";
	}

}
