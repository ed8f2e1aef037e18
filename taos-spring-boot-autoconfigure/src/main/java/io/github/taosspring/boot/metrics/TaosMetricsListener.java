package io.github.taosspring.boot.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times each operation of a client as {@code taos.client.operations}, with the tags
 * {@code operation} (such as {@code query}) and {@code error} (the simple name of the
 * exception's class, {@code none} for success), and counts rollbacks after writes, which
 * undo nothing, as {@code taos.jdbc.rollbacks}. No SQL, no host, no request id: the
 * number of meters stays small.
 */
public class TaosMetricsListener implements TaosOperationListener {

	/** The name of the timer. */
	public static final String TIMER = "taos.client.operations";

	/** The name of the counter of rollbacks that undid nothing. */
	public static final String ROLLBACKS = "taos.jdbc.rollbacks";

	private final MeterRegistry registry;

	private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();

	/**
	 * Create a listener.
	 * @param registry where the timer lives
	 */
	public TaosMetricsListener(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onEnd(String operation, long reqId, Duration elapsed, long rows) {
		Timer timer = this.succeeded.get(operation);
		if (timer == null) {
			timer = this.succeeded.computeIfAbsent(operation, (name) -> timer(name, "none"));
		}
		timer.record(elapsed);
	}

	@Override
	public void onError(String operation, long reqId, Duration elapsed, TaosException error) {
		timer(operation, error.getClass().getSimpleName()).record(elapsed);
	}

	@Override
	public void onRollback() {
		Counter.builder(ROLLBACKS)
			.description("Rollbacks of JDBC connections after statements that wrote, which stay written")
			.register(this.registry)
			.increment();
	}

	private Timer timer(String operation, String error) {
		return Timer.builder(TIMER)
			.description("Operations of the TDengine client")
			.tag("operation", operation)
			.tag("error", error)
			.register(this.registry);
	}

}
