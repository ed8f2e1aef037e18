package io.github.taosspring.boot.metrics;

import java.util.function.ToDoubleFunction;

import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.TaosContainerCustomizer;
import io.github.taosspring.listener.TaosListenerMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;

/**
 * Counts what the containers of listeners do: {@code taos.listener.messages},
 * {@code taos.listener.failures}, {@code taos.listener.recovered},
 * {@code taos.listener.acknowledgments.dropped} and the gauge {@code taos.listener.lag},
 * with the tags {@code listener} and {@code group}. Times deliveries as
 * {@code taos.listener}, as their observations would, where these are off and the factory
 * has no registry of its own.
 */
final class ListenerMeters implements TaosContainerCustomizer {

	private final MeterRegistry registry;

	private final boolean timed;

	/**
	 * Create meters.
	 * @param registry where they live
	 * @param timed whether deliveries are timed
	 */
	ListenerMeters(MeterRegistry registry, boolean timed) {
		this.registry = registry;
		this.timed = timed;
	}

	@Override
	public void customize(ConcurrentTaosMessageListenerContainer container) {
		Tags tags = Tags.of("listener", container.listenerId(), "group", container.groupId());
		count(container, "messages", "Messages that were polled, those that came again included", tags,
				TaosListenerMetrics::messages);
		count(container, "failures", "Deliveries that the listener failed upon", tags, TaosListenerMetrics::failures);
		count(container, "recovered", "Failures that a recoverer took", tags, TaosListenerMetrics::recovered);
		count(container, "acknowledgments.dropped", "Acknowledgments that came after the assignment was given up", tags,
				TaosListenerMetrics::droppedAcknowledgments);
		Gauge.builder("taos.listener.lag", container, (it) -> it.metrics().totalLag())
			.description("Log entries between what was delivered and the end of the vgroups assigned")
			.tags(tags)
			.register(this.registry);
		// a registry that the application has set has handlers of its own
		if (this.timed && container.getObservationRegistry() == ObservationRegistry.NOOP) {
			ObservationRegistry observations = ObservationRegistry.create();
			observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
			container.setObservationRegistry(observations);
		}
	}

	private void count(ConcurrentTaosMessageListenerContainer container, String name, String description, Tags tags,
			ToDoubleFunction<TaosListenerMetrics> value) {
		FunctionCounter.builder("taos.listener." + name, container, (it) -> value.applyAsDouble(it.metrics()))
			.description(description)
			.tags(tags)
			.register(this.registry);
	}

}
