package io.github.taosspring.boot.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.listener.TaosListenerEvent;
import io.github.taosspring.listener.TaosListenerFailedEvent;
import io.github.taosspring.listener.TaosListenerResubscribedEvent;
import io.github.taosspring.listener.TaosListenerStartedEvent;
import io.github.taosspring.listener.TaosMessageListenerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.event.EventListener;

/**
 * Health of listeners: down if one has stopped by an error, or has not been able to
 * subscribe for 10 seconds; consumers that come and go upset each other for a moment. One
 * that was stopped or paused on purpose is up. Details, for each listener: state, group,
 * vgroups, lag in log entries, error.
 */
public class TaosListenerHealthIndicator extends AbstractHealthIndicator {

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final TaosListenerEndpointRegistry registry;

	private final Map<Consumer, Failure> failures = new ConcurrentHashMap<>();

	/**
	 * Create an indicator.
	 * @param registry has the listeners
	 */
	public TaosListenerHealthIndicator(TaosListenerEndpointRegistry registry) {
		super("TDengine listeners health check failed");
		this.registry = registry;
	}

	@EventListener
	void onEvent(TaosListenerEvent event) {
		if (event instanceof TaosListenerFailedEvent failure) {
			this.failures.merge(Consumer.of(event), new Failure(failure, System.nanoTime()),
					(first, last) -> new Failure(failure, first.since()));
		}
		else if (event instanceof TaosListenerStartedEvent || event instanceof TaosListenerResubscribedEvent) {
			this.failures.remove(Consumer.of(event));
		}
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		for (TaosMessageListenerContainer container : this.registry.getListenerContainers()) {
			Failure failure = failure(container);
			if (failure != null && failure.isDown()) {
				builder.down();
			}
			builder.withDetail(container.listenerId(), details(container, failure));
		}
	}

	private Map<String, Object> details(TaosMessageListenerContainer container, @Nullable Failure failure) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", state(container, failure));
		details.put("group", container.groupId());
		details.put("topics", container.topics());
		details.put("vgroups",
				container.assignments().stream().map((it) -> it.partition().toString()).sorted().toList());
		details.put("lag", container.metrics().totalLag());
		if (failure != null) {
			details.put("error", String.valueOf(failure.event().error().getMessage()));
		}
		return details;
	}

	private static String state(TaosMessageListenerContainer container, @Nullable Failure failure) {
		if (!container.isRunning()) {
			return (failure != null) ? "failed" : "stopped";
		}
		if (failure != null) {
			return "retrying";
		}
		return container.isPauseRequested() ? "paused" : "running";
	}

	private @Nullable Failure failure(TaosMessageListenerContainer container) {
		for (Failure failure : this.failures.values()) {
			boolean own = failure.event().containerId().equals(container.listenerId());
			if (own && (container.isRunning() || failure.event().stopped())) {
				return failure;
			}
		}
		return null;
	}

	/**
	 * A consumer of a listener. Another listener may have the same id as a consumer.
	 *
	 * @param containerId the listener, such as alarms
	 * @param listenerId the consumer, such as alarms-0
	 */
	private record Consumer(String containerId, String listenerId) {

		static Consumer of(TaosListenerEvent event) {
			return new Consumer(event.containerId(), event.listenerId());
		}

	}

	/**
	 * What went wrong, and since when.
	 */
	private record Failure(TaosListenerFailedEvent event, long since) {

		boolean isDown() {
			return this.event.stopped() || System.nanoTime() - this.since > PATIENCE_NANOS;
		}

	}

}
