package io.github.taosspring.listener;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The acknowledgement of one delivery of a message.
 */
final class MessageAcknowledgment implements TaosAcknowledgment {

	private final AckSink sink;

	private final Delivery delivery;

	private final boolean manual;

	private final Thread owner = Thread.currentThread();

	private boolean done;

	private boolean returned;

	private @Nullable Duration nacked;

	MessageAcknowledgment(AckSink sink, Delivery delivery, boolean manual) {
		this.sink = sink;
		this.delivery = delivery;
		this.manual = manual;
	}

	@Override
	public void acknowledge() {
		Assert.state(this.manual, "acknowledge() needs AckMode.MANUAL; in other modes the container acknowledges");
		if (first()) {
			this.sink.acknowledge(this.delivery);
		}
	}

	@Override
	public void nack(Duration delay) {
		Assert.isTrue(!delay.isNegative(), () -> "the delay must not be negative, was " + delay);
		if (isWithinListener()) {
			if (first()) {
				this.nacked = delay;
			}
			return;
		}
		Assert.state(this.manual, "nack() after the listener has returned, or on another thread, needs AckMode.MANUAL");
		if (first()) {
			this.sink.redeliver(this.delivery, delay);
		}
	}

	private synchronized boolean isWithinListener() {
		return !this.returned && Thread.currentThread() == this.owner;
	}

	private synchronized boolean first() {
		boolean first = !this.done;
		this.done = true;
		return first;
	}

	/**
	 * Note that the listener has returned.
	 * @return after which time it asked for the message again, or {@code null}
	 */
	synchronized @Nullable Duration returned() {
		this.returned = true;
		return this.nacked;
	}

	@Override
	public String toString() {
		return "TaosAcknowledgment[" + this.delivery.message().partition() + " " + this.delivery.message().endOffset()
				+ "]";
	}

}
