package io.github.taosspring.buffered;

import java.util.List;

import io.github.taosspring.client.TaosException;

import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * A buffered writer could not write some of the records that it took. Published on the
 * writer's thread, which waits for synchronous listeners. A listener to
 * {@code TaosRecordsFailedEvent<Reading>} gets those of that type.
 *
 * @param <T> the type of the records
 * @param writer the name of the writer's bean
 * @param type the type of the records
 * @param records the very records that were given to the writer
 * @param error why; if it {@linkplain TaosException#isRetryable() is retryable}, or a
 * {@link io.github.taosspring.client.statement.TaosBatchWriteException} whose
 * {@linkplain io.github.taosspring.client.statement.TaosBatchWriteException#isOutcomeUnknown()
 * outcome is unknown}, they may have been written, and writing them again is harmless
 */
public record TaosRecordsFailedEvent<T>(String writer, Class<T> type, List<T> records,
		TaosException error) implements ResolvableTypeProvider {

	/**
	 * Create an event.
	 * @param writer the name of the writer's bean
	 * @param type the type of the records
	 * @param records the records
	 * @param error why
	 */
	public TaosRecordsFailedEvent {
		records = List.copyOf(records);
	}

	@Override
	public ResolvableType getResolvableType() {
		return ResolvableType.forClassWithGenerics(TaosRecordsFailedEvent.class, this.type);
	}

	/**
	 * Show all but the records.
	 */
	@Override
	public String toString() {
		return "TaosRecordsFailedEvent[writer=" + this.writer + ", " + this.records.size() + " of "
				+ this.type.getSimpleName() + ", error=" + this.error + "]";
	}

}
