package io.github.taosspring.listener.adapter;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.listener.SeekAwareTaosListener;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosSeekCallback;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.messaging.support.GenericMessage;

/**
 * A listener that calls a method of a bean. Thread-safe if the method is.
 * <p>
 * As a filter it lets only messages pass that have something for the method, so that the
 * others count as processed whatever the acknowledgement mode. A bean that is a
 * {@link SeekAwareTaosListener} is told of assignments.
 */
public abstract sealed class MethodListener implements TopicAwareListener, SeekAwareTaosListener, TaosMessageFilter
		permits RowsMethodListener, PartsMethodListener {

	private final MethodListenerSettings settings;

	private final ListenerMethod method;

	private final InvocableHandlerMethod invocable;

	private final TopicChecks checks;

	private final DeliveryAttempts attempts = new DeliveryAttempts();

	private final @Nullable SeekAwareTaosListener seekAware;

	MethodListener(ListenerMethod method, InvocableHandlerMethod invocable, MethodListenerSettings settings,
			TaosPayloads payloads) {
		this.method = method;
		this.invocable = invocable;
		this.settings = settings;
		this.checks = new TopicChecks(method, settings, payloads);
		this.seekAware = (invocable.getBean() instanceof SeekAwareTaosListener aware) ? aware : null;
	}

	/**
	 * Create a listener.
	 * @param bean the bean
	 * @param method its method
	 * @param invocable calls the method
	 * @param settings what else is known of the listener
	 * @param payloads makes what the method takes
	 * @return the listener
	 * @throws IllegalStateException if the method cannot be called with messages
	 */
	public static MethodListener create(Object bean, Method method, InvocableHandlerMethod invocable,
			MethodListenerSettings settings, TaosPayloads payloads) {
		ListenerMethod signature = new ListenerMethod(method, AopUtils.getTargetClass(bean),
				invocable.getMethodParameters());
		if (signature.validationHints() != null && settings.validator() == null) {
			throw new IllegalStateException("The listener method " + signature
					+ " has a payload that is to be validated, and there is no validator; add "
					+ "spring-boot-starter-validation, or set one by a TaosListenerConfigurer");
		}
		return signature.kind().isOfRows() ? new RowsMethodListener(signature, invocable, settings, payloads)
				: new PartsMethodListener(signature, invocable, settings, payloads);
	}

	/**
	 * Return whether a method takes an acknowledgment.
	 * @param method the method
	 * @return whether it does
	 */
	public static boolean isAcknowledging(Method method) {
		return Arrays.asList(method.getParameterTypes()).contains(TaosAcknowledgment.class);
	}

	/**
	 * Check that the method can acknowledge messages, as
	 * {@link io.github.taosspring.listener.AckMode#MANUAL} needs it.
	 * @throws IllegalStateException if it takes nothing that it could acknowledge by
	 */
	public void checkAbleToAcknowledge() {
		this.method.checkAbleToAcknowledge();
	}

	@Override
	public void checkTopics() {
		this.checks.check();
	}

	ListenerMethod method() {
		return this.method;
	}

	MethodListenerSettings settings() {
		return this.settings;
	}

	TaosMessageHeaders headers(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment,
			TmqConsumer consumer) {
		int attempt = this.method.wantsAttempts() ? this.attempts.next(message, firstRow) : 0;
		return TaosMessageHeaders.of(this.settings.listenerId(), this.settings.groupId(), message, attempt,
				acknowledgment, consumer);
	}

	void invoke(Object payload, MessageHeaders headers, TmqMessage message, TaosAcknowledgment acknowledgment,
			TmqConsumer consumer) throws Exception {
		this.invocable.invoke(new GenericMessage<>(payload, headers), acknowledgment, consumer, message);
	}

	@Override
	public void registerSeekCallback(TaosSeekCallback callback) {
		if (this.seekAware != null) {
			this.seekAware.registerSeekCallback(callback);
		}
	}

	@Override
	public void onAssigned(List<TmqAssignment> assignments, TaosSeekCallback callback) {
		if (this.seekAware != null) {
			this.seekAware.onAssigned(assignments, callback);
		}
	}

	@Override
	public void onRevoked(List<TmqAssignment> assignments) {
		if (this.seekAware != null) {
			this.seekAware.onRevoked(assignments);
		}
	}

	@Override
	public void onIdle(Duration idleTime, List<TmqAssignment> assignments, TaosSeekCallback callback) {
		if (this.seekAware != null) {
			this.seekAware.onIdle(idleTime, assignments, callback);
		}
	}

	@Override
	public String toString() {
		return "listener method " + this.method;
	}

}
