package io.github.taosspring.listener;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ListenerInvoker}.
 */
class ListenerInvokerTests {

	private final List<String> calls = new ArrayList<>();

	private final ListenerParts parts = new ListenerParts();

	private final TmqConsumer consumer = new FakeConsumer(new FakeTmq(1), TmqOptions.group("g"));

	@BeforeEach
	void listen() {
		this.parts.listener = (message, acknowledgment, source) -> this.calls.add("listener");
	}

	private boolean invoke() throws Exception {
		ListenerInvoker invoker = new ListenerInvoker(this.parts, "alarms", "group");
		TmqMessage message = FakeTmq.message(1, 10, 1);
		return invoker.invoke(message, 0, new MessageAcknowledgment(new NoSink(), new Delivery(message), false),
				this.consumer);
	}

	@Test
	void interceptorsAreCalledInOrderAndBackwards() throws Exception {
		this.parts.interceptors = List.of(new Recorder("a", true), new Recorder("b", true));
		assertThat(invoke()).isTrue();
		assertThat(this.calls).containsExactly("a before", "b before", "listener", "b success", "a success", "b after",
				"a after");
	}

	@Test
	void anInterceptorCanKeepAMessageFromTheListener() throws Exception {
		this.parts.interceptors = List.of(new Recorder("a", true), new Recorder("b", false), new Recorder("c", true));
		assertThat(invoke()).isFalse();
		assertThat(this.calls).containsExactly("a before", "b before", "a after");
	}

	@Test
	void interceptorsSeeFailures() {
		this.parts.interceptors = List.of(new Recorder("a", true));
		this.parts.listener = (message, acknowledgment, source) -> {
			throw new IllegalStateException("no");
		};
		assertThatIllegalStateException().isThrownBy(this::invoke).withMessage("no");
		assertThat(this.calls).containsExactly("a before", "a failure no", "a after");
	}

	@Test
	void whatTheFilterDoesNotAcceptGoesNowhere() throws Exception {
		this.parts.interceptors = List.of(new Recorder("a", true));
		this.parts.filter = (message) -> false;
		assertThat(invoke()).isFalse();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void deliveriesAreObservedWithTagsOfFewValues() throws Exception {
		List<String> observed = new ArrayList<>();
		this.parts.observationRegistry = ObservationRegistry.create();
		this.parts.observationRegistry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStop(Observation.Context context) {
				observed.add(context.getName() + " " + context.getContextualName() + " "
						+ context.getLowCardinalityKeyValues() + " " + context.getError());
			}

		});
		invoke();
		this.parts.listener = (message, acknowledgment, source) -> {
			throw new IllegalStateException("no");
		};
		assertThatIllegalStateException().isThrownBy(this::invoke);
		assertThat(observed).hasSize(2);
		assertThat(observed.get(0)).isEqualTo("taos.listener meters process "
				+ "[keyValue(group=group),keyValue(listener=alarms),keyValue(topic=meters)] null");
		assertThat(observed.get(1)).endsWith("java.lang.IllegalStateException: no");
	}

	/**
	 * Takes nothing.
	 */
	private static final class NoSink implements AckSink {

		@Override
		public void acknowledge(Delivery delivery) {
			throw new IllegalStateException("nobody acknowledges");
		}

		@Override
		public void redeliver(Delivery delivery, java.time.Duration delay) {
			throw new IllegalStateException("nobody refuses");
		}

	}

	/**
	 * Writes down how it is called.
	 */
	private final class Recorder implements TaosInterceptor {

		private final String name;

		private final boolean passing;

		private Recorder(String name, boolean passing) {
			this.name = name;
			this.passing = passing;
		}

		@Override
		public boolean before(TmqMessage message, TmqConsumer source) {
			ListenerInvokerTests.this.calls.add(this.name + " before");
			return this.passing;
		}

		@Override
		public void success(TmqMessage message, TmqConsumer source) {
			ListenerInvokerTests.this.calls.add(this.name + " success");
		}

		@Override
		public void failure(TmqMessage message, Exception error, TmqConsumer source) {
			ListenerInvokerTests.this.calls.add(this.name + " failure " + error.getMessage());
		}

		@Override
		public void after(TmqMessage message, TmqConsumer source) {
			ListenerInvokerTests.this.calls.add(this.name + " after");
			throw new IllegalStateException("is logged");
		}

	}

}
