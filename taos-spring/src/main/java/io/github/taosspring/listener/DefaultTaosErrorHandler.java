package io.github.taosspring.listener;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.mapping.TaosMappingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.convert.ConversionException;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Lets a listener try again, in memory, for as long as a {@link BackOff} says, and then
 * hands the message, or the row that failed, to a {@link TaosMessageRecoverer}. What
 * cannot succeed goes there at once: by default values that cannot be converted or
 * mapped, wrong use of the connector, {@link ClassCastException},
 * {@link NoSuchMethodException} and {@link UnsupportedOperationException}; an exception
 * is judged by the class of it or of the nearest of its causes that is listed.
 * <p>
 * If the recoverer throws, the message goes to the listener again after a pause, and the
 * back-off starts anew: nothing is skipped.
 */
public class DefaultTaosErrorHandler implements TaosErrorHandler {

	/** Nine more attempts without a pause, as in Spring for Apache Kafka. */
	public static final BackOff DEFAULT_BACK_OFF = new FixedBackOff(0, 9);

	/** The pause after a recoverer failed, at least. */
	private static final Duration RECOVERER_PAUSE = Duration.ofSeconds(1);

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaosErrorHandler.class);

	private final TaosMessageRecoverer recoverer;

	private final BackOff backOff;

	/** By class whether it is worth another attempt. */
	private final Map<Class<? extends Throwable>, Boolean> retried = new LinkedHashMap<>();

	/**
	 * Create a handler with nine more attempts that logs what is left.
	 */
	public DefaultTaosErrorHandler() {
		this(new LoggingRecoverer(), DEFAULT_BACK_OFF);
	}

	/**
	 * Create a handler that logs what is left.
	 * @param backOff the pauses between attempts
	 */
	public DefaultTaosErrorHandler(BackOff backOff) {
		this(new LoggingRecoverer(), backOff);
	}

	/**
	 * Create a handler with nine more attempts.
	 * @param recoverer takes what is left
	 */
	public DefaultTaosErrorHandler(TaosMessageRecoverer recoverer) {
		this(recoverer, DEFAULT_BACK_OFF);
	}

	/**
	 * Create a handler.
	 * @param recoverer takes what is left
	 * @param backOff the pauses between attempts; what does not fit into
	 * {@code max.poll.interval.ms} gives up the assignment, and the message comes again
	 * with the next one
	 */
	public DefaultTaosErrorHandler(TaosMessageRecoverer recoverer, BackOff backOff) {
		this.recoverer = Objects.requireNonNull(recoverer, "recoverer");
		this.backOff = Objects.requireNonNull(backOff, "backOff");
		addNotRetryableExceptions(TaosMappingException.class, ConversionException.class, TaosInterfaceException.class,
				ClassCastException.class, NoSuchMethodException.class, UnsupportedOperationException.class);
	}

	/**
	 * Add exceptions that go to the recoverer at once. For before the start.
	 * @param types their classes, subclasses included
	 */
	@SafeVarargs
	public final void addNotRetryableExceptions(Class<? extends Throwable>... types) {
		for (Class<? extends Throwable> type : types) {
			this.retried.put(type, false);
		}
	}

	/**
	 * Add exceptions that are tried again though a class above them is not. For before
	 * the start.
	 * @param types their classes, subclasses included
	 */
	@SafeVarargs
	public final void addRetryableExceptions(Class<? extends Throwable>... types) {
		for (Class<? extends Throwable> type : types) {
			this.retried.put(type, true);
		}
	}

	@Override
	public FailureAction handle(TaosListenerFailure failure) {
		if (isRetryable(failure.error())) {
			long delay = failure.nextBackOff(this.backOff);
			if (delay != BackOffExecution.STOP) {
				logger.debug("{}: again in {} ms", failure, delay, failure.error());
				return FailureAction.retry(Duration.ofMillis(delay));
			}
		}
		try {
			this.recoverer.recover(failure);
		}
		catch (RuntimeException ex) {
			ex.addSuppressed(failure.error());
			logger.error("{}: the recoverer failed, the message goes to the listener again", failure, ex);
			failure.restartBackOff();
			return FailureAction.retry(pauseAfterRecoverer(failure));
		}
		return FailureAction.recovered();
	}

	private Duration pauseAfterRecoverer(TaosListenerFailure failure) {
		long delay = failure.nextBackOff(this.backOff);
		failure.restartBackOff();
		return (delay > RECOVERER_PAUSE.toMillis()) ? Duration.ofMillis(delay) : RECOVERER_PAUSE;
	}

	private boolean isRetryable(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			Boolean found = find(cause.getClass());
			if (found != null) {
				return found;
			}
		}
		return true;
	}

	private @Nullable Boolean find(Class<?> type) {
		for (Class<?> candidate = type; candidate != Throwable.class
				&& candidate != null; candidate = candidate.getSuperclass()) {
			Boolean found = this.retried.get(candidate);
			if (found != null) {
				return found;
			}
		}
		return this.retried.get(Throwable.class);
	}

}
