package io.github.taosspring.listener;

import java.time.Duration;

import io.github.taosspring.client.tmq.TmqMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a message to its end: the listener has processed it, or it was recovered. In
 * between it waits and tries again, for as long as the consumer can do without a poll.
 */
final class MessageProcessor {

	private static final Logger logger = LoggerFactory.getLogger(MessageProcessor.class);

	private final LoopContext context;

	private final ListenerInvoker invoker;

	private final FailureMemory memory;

	private final String listenerId;

	private final boolean manual;

	private long notBefore = System.nanoTime();

	MessageProcessor(LoopContext context, ListenerInvoker invoker, FailureMemory memory) {
		this.context = context;
		this.invoker = invoker;
		this.listenerId = invoker.listenerId();
		this.memory = memory;
		this.manual = context.settings().getAckMode() == AckMode.MANUAL;
	}

	/**
	 * Return when the next message may be delivered.
	 * @return the time by {@link System#nanoTime()}, after {@link Result#OUT_OF_TIME}
	 */
	long notBefore() {
		return this.notBefore;
	}

	/**
	 * Process a message.
	 */
	Result process(Subscription subscription, Delivery delivery) throws InterruptedException {
		subscription.hold(delivery, false);
		Result result = attempts(subscription, delivery);
		if (result != Result.DONE) {
			subscription.hold(delivery, true);
		}
		return result;
	}

	private Result attempts(Subscription subscription, Delivery delivery) throws InterruptedException {
		Step step = Step.again(0, Duration.ZERO);
		while (step.result == null) {
			Result result = await(subscription, step.delay);
			if (result != null) {
				return result;
			}
			step = attempt(subscription, delivery, step.firstRow);
		}
		return step.result;
	}

	private Step attempt(Subscription subscription, Delivery delivery, int firstRow) throws InterruptedException {
		TmqMessage message = delivery.message();
		MessageAcknowledgment acknowledgment = new MessageAcknowledgment(subscription, delivery, this.manual);
		try {
			boolean delivered = this.invoker.invoke(message, firstRow, acknowledgment, subscription.consumer());
			Duration delay = acknowledgment.returned();
			this.memory.forget(message);
			if (delay != null) {
				return Step.again(0, delay);
			}
			if (!this.manual || !delivered) {
				subscription.acknowledge(delivery);
			}
			return Step.end(Result.DONE);
		}
		catch (Exception ex) {
			acknowledgment.returned();
			if (this.context.signals().isAborted()) {
				return Step.end(Result.STOPPING);
			}
			if (ex instanceof InterruptedException interrupted) {
				throw interrupted;
			}
			return failed(subscription, delivery, firstRow, ex);
		}
	}

	private Step failed(Subscription subscription, Delivery delivery, int firstRow, Exception error) {
		TmqMessage message = delivery.message();
		this.context.counters().failures.increment();
		TaosListenerFailure failure = remember(message, firstRow, error);
		if (subscription.interval().isOver()) {
			logger.warn("{}: it took so long that the message comes again anyway", failure, error);
			return Step.end(Result.OUT_OF_TIME);
		}
		FailureAction action = this.context.parts().errorHandler.handle(failure);
		if (action instanceof FailureAction.Retry retry) {
			return Step.again(this.invoker.takesRows() ? failure.firstRow() : 0, retry.delay());
		}
		if (action instanceof FailureAction.Stop) {
			this.context.events().failed(error, true);
			return Step.end(Result.STOP);
		}
		this.context.counters().recovered.increment();
		if (isMore(subscription, delivery, failure.endRow())) {
			return Step.again(failure.endRow(), Duration.ZERO);
		}
		this.memory.forget(message);
		return Step.end(Result.DONE);
	}

	/**
	 * Return whether rows are left after one that was recovered. If not, the message is
	 * acknowledged, by a listener that may have rows elsewhere when these are done.
	 */
	private boolean isMore(Subscription subscription, Delivery delivery, int nextRow) {
		if (this.manual && this.invoker.takesRows()) {
			MessageAcknowledgment acknowledgment = new MessageAcknowledgment(subscription, delivery, true);
			boolean more = this.invoker.recovered(delivery.message(), nextRow, acknowledgment);
			acknowledgment.returned();
			return more;
		}
		if (nextRow < delivery.message().rows()) {
			return true;
		}
		subscription.acknowledge(delivery);
		return false;
	}

	private TaosListenerFailure remember(TmqMessage message, int firstRow, Exception error) {
		int failedRow = firstRow;
		int endRow = message.rows();
		if (error instanceof TaosRowsFailedException ex && ex.index() >= firstRow && ex.index() < endRow) {
			failedRow = ex.index();
			if (this.invoker.takesRows()) {
				endRow = failedRow + 1;
			}
		}
		TaosListenerFailure failure = this.memory.find(message);
		if (failure != null) {
			failure.again(message, error, failedRow, endRow);
		}
		else {
			failure = new TaosListenerFailure(this.listenerId, this.context.settings().requiredGroupId(), message,
					error, failedRow, endRow);
			this.memory.remember(failure);
		}
		return failure;
	}

	/**
	 * Wait, and while the container is paused.
	 * @return what ended it, {@code null} if the message is to be delivered now
	 */
	private @Nullable Result await(Subscription subscription, Duration delay) throws InterruptedException {
		LoopSignals signals = this.context.signals();
		long due = System.nanoTime() + delay.toNanos();
		long giveUpAt = subscription.interval().giveUpAt();
		if (due - giveUpAt > 0) {
			this.notBefore = due;
			return Result.OUT_OF_TIME;
		}
		if (signals.await(due, signals::isStopping)) {
			return Result.STOPPING;
		}
		if (!signals.awaitResume(giveUpAt)) {
			return Result.OUT_OF_TIME;
		}
		return signals.isStopping() ? Result.STOPPING : null;
	}

	/**
	 * How it went.
	 */
	enum Result {

		/** The message is done, or waits for its acknowledgement. */
		DONE,

		/** The container stops in between. */
		STOPPING,

		/** The error handler wants the container to stop. */
		STOP,

		/** What is left to wait does not fit between two polls. */
		OUT_OF_TIME

	}

	/**
	 * What follows upon a failure.
	 *
	 * @param result the end, {@code null} for another delivery
	 * @param firstRow from which row
	 * @param delay after which time
	 */
	private record Step(@Nullable Result result, int firstRow, Duration delay) {

		private static Step end(Result result) {
			return new Step(result, 0, Duration.ZERO);
		}

		private static Step again(int firstRow, Duration delay) {
			return new Step(null, firstRow, delay);
		}

	}

}
