package io.github.taosspring.listener;

import java.util.List;
import java.util.Objects;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a message to a listener: filter, interceptors, observation. For one thread.
 */
final class ListenerInvoker {

	private static final Logger logger = LoggerFactory.getLogger(ListenerInvoker.class);

	private final ListenerParts parts;

	private final TaosMessageListener listener;

	private final String listenerId;

	private final String groupId;

	/**
	 * Create an invoker.
	 * @param parts with what
	 * @param listenerId the listener, without the number of a consumer
	 * @param groupId its consumer group
	 */
	ListenerInvoker(ListenerParts parts, String listenerId, String groupId) {
		this.parts = parts;
		this.listener = Objects.requireNonNull(parts.listener);
		this.listenerId = listenerId;
		this.groupId = groupId;
	}

	String listenerId() {
		return this.listenerId;
	}

	/**
	 * Return whether the listener can go on in the middle of a message.
	 */
	boolean takesRows() {
		return this.listener instanceof TaosRowsListener;
	}

	/**
	 * Tell a listener that {@linkplain #takesRows() takes rows} and acknowledges of a row
	 * that was recovered.
	 * @return whether it is to go on
	 */
	boolean recovered(TmqMessage message, int nextRow, TaosAcknowledgment acknowledgment) {
		return ((TaosRowsListener) this.listener).onRecovered(message, nextRow, acknowledgment);
	}

	/**
	 * Hand a message over.
	 * @return whether the listener had it; if not, it counts as processed
	 * @throws Exception the listener's, a filter's or an interceptor's
	 */
	boolean invoke(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		TaosMessageFilter filter = this.parts.filter;
		if (filter != null && !filter.accepts(message)) {
			return false;
		}
		int entered = 0;
		Exception error = null;
		List<TaosInterceptor> interceptors = this.parts.interceptors;
		try {
			for (TaosInterceptor interceptor : interceptors) {
				if (!interceptor.before(message, consumer)) {
					return false;
				}
				entered++;
			}
			observe(message, firstRow, acknowledgment, consumer);
			for (int i = entered - 1; i >= 0; i--) {
				interceptors.get(i).success(message, consumer);
			}
			return true;
		}
		catch (Exception ex) {
			error = ex;
			throw ex;
		}
		finally {
			leave(interceptors.subList(0, entered), message, error, consumer);
		}
	}

	private void observe(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		Observation
			.createNotStarted(this.parts.observationConvention, TaosListenerObservationConvention.DEFAULT,
					() -> new TaosListenerObservationContext(message, this.listenerId, this.groupId),
					this.parts.observationRegistry)
			.<Exception>observeChecked(() -> call(message, firstRow, acknowledgment, consumer));
	}

	private void call(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		if (this.listener instanceof TaosRowsListener rowsListener) {
			rowsListener.onRows(message, firstRow, acknowledgment, consumer);
		}
		else {
			this.listener.onMessage(message, acknowledgment, consumer);
		}
	}

	private static void leave(List<TaosInterceptor> entered, TmqMessage message, @Nullable Exception error,
			TmqConsumer consumer) {
		for (int i = entered.size() - 1; i >= 0; i--) {
			TaosInterceptor interceptor = entered.get(i);
			try {
				if (error != null) {
					interceptor.failure(message, error, consumer);
				}
			}
			catch (RuntimeException ex) {
				logger.error("The interceptor {} failed", interceptor, ex);
			}
			try {
				interceptor.after(message, consumer);
			}
			catch (RuntimeException ex) {
				logger.error("The interceptor {} failed", interceptor, ex);
			}
		}
	}

}
