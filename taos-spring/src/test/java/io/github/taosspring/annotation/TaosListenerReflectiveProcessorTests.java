package io.github.taosspring.annotation;

import java.util.List;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.support.TaosHeaders;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosListenerReflectiveProcessor}.
 */
class TaosListenerReflectiveProcessorTests {

	@Test
	void methodsAndTheRecordsThatTheyTakeAreRegistered() throws NoSuchMethodException {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, Listeners.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Listeners.class.getDeclaredMethod("list", List.class, TaosAcknowledgment.class,
					TmqConsumer.class, int.class)))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(Reading.class.getDeclaredConstructor(int.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(Other.class.getDeclaredConstructor(int.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TaosAcknowledgment.class)).rejects(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Map.class)).rejects(hints);
	}

	record Reading(int voltage) {

	}

	record Other(int voltage) {

	}

	static class Listeners {

		@TaosListener(topics = "t")
		void list(List<Reading> readings, TaosAcknowledgment acknowledgment, TmqConsumer consumer,
				@Header(TaosHeaders.VGROUP) int vgroup) {
		}

		@TaosListener(topics = "t")
		@TaosListener(topics = "u")
		void message(Message<Other> message) {
		}

		@TaosListener(topics = "t")
		void map(Map<String, Object> row) {
		}

	}

}
