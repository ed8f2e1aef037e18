package io.github.taosspring.listener;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags the observation of each delivery: {@code taos.listener}, with the tags
 * {@code listener} (its id, without the number of the consumer), {@code topic} and
 * {@code group}; vgroup and offset, which are many, go to traces only.
 */
public interface TaosListenerObservationConvention extends ObservationConvention<TaosListenerObservationContext> {

	/** The name of observations and of their timers. */
	String NAME = "taos.listener";

	/** As documented. */
	TaosListenerObservationConvention DEFAULT = new TaosListenerObservationConvention() {

		@Override
		public String toString() {
			return "TaosListenerObservationConvention.DEFAULT";
		}

	};

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TaosListenerObservationContext;
	}

	@Override
	default String getName() {
		return NAME;
	}

	@Override
	default String getContextualName(TaosListenerObservationContext context) {
		return context.getMessage().topic() + " process";
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(TaosListenerObservationContext context) {
		return KeyValues.of(KeyValue.of("listener", context.getListenerId()),
				KeyValue.of("topic", context.getMessage().topic()), KeyValue.of("group", context.getGroupId()));
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(TaosListenerObservationContext context) {
		return KeyValues.of(KeyValue.of("vgroup", Integer.toString(context.getMessage().vgroup())),
				KeyValue.of("offset", Long.toString(context.getMessage().endOffset())));
	}

}
