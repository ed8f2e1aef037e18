package io.github.taosspring.boot.buffered;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.taosspring.buffered.TaosRecordsFailedEvent;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.buffered.FailedRow;
import io.github.taosspring.client.buffered.WriteFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Hands the rows that a writer could not write to the application's listeners and
 * publishes their records as an event. Listeners are looked for when they are needed:
 * they may use the writer themselves.
 *
 * @param <T> the type of the records
 */
final class RecordFailures<T> implements WriteFailureListener {

	private static final Logger logger = LoggerFactory.getLogger(RecordFailures.class);

	private final Class<T> type;

	private final ObjectProvider<WriteFailureListener> listeners;

	private final ApplicationEventPublisher events;

	private volatile Supplier<String> name;

	RecordFailures(Class<T> type, ObjectProvider<WriteFailureListener> listeners, ApplicationEventPublisher events) {
		this.type = type;
		this.listeners = listeners;
		this.events = events;
		this.name = type::getSimpleName;
	}

	/**
	 * Set the name of the writer, which is not known before it is a bean.
	 */
	void name(Supplier<String> newName) {
		this.name = newName;
	}

	@Override
	public void onFailure(List<String> lines, TaosException error) {
		throw new IllegalStateException("Records are written as rows, not as lines");
	}

	@Override
	public void onRowsFailure(List<FailedRow> rows, TaosException error) {
		String writer = this.name.get();
		logger.warn("The writer '{}' could not write {} records: {}", writer, rows.size(), error.getMessage());
		this.listeners.orderedStream().forEach((listener) -> tell(rows, () -> listener.onRowsFailure(rows, error)));
		List<T> records = rows.stream().map((row) -> this.type.cast(Objects.requireNonNull(row.item()))).toList();
		tell(rows, () -> this.events.publishEvent(new TaosRecordsFailedEvent<>(writer, this.type, records, error)));
	}

	/**
	 * Tell one; that it fails does not keep the others from being told.
	 */
	private void tell(List<FailedRow> rows, Runnable message) {
		try {
			message.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to {} records that the writer '{}' could not write failed", rows.size(),
					this.name.get(), ex);
		}
	}

}
