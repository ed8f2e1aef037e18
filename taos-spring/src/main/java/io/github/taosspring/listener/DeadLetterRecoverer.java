package io.github.taosspring.listener;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.taosspring.client.Row;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TaosOperations;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a listener could not process into a super table, a row for each row of the
 * message: by default {@code taos_dead_letters}, with the columns of {@link DeadLetter}.
 * A message that is recovered twice is written twice. Thread-safe.
 */
public class DeadLetterRecoverer implements TaosMessageRecoverer {

	private static final InsertOptions OPTIONS = InsertOptions.DEFAULTS.truncateTimestamps(true);

	private final TaosOperations operations;

	private final Class<?> type;

	private final Function<DeadLetter, ?> mapping;

	private boolean createSuperTable;

	private volatile boolean created;

	private Clock clock = Clock.systemUTC();

	/**
	 * Create a recoverer.
	 * @param operations writes, into the database that it names or else the client's
	 */
	public DeadLetterRecoverer(TaosOperations operations) {
		this(operations, DeadLetter.class, Function.identity());
	}

	/**
	 * Create a recoverer that writes into a super table of another shape.
	 * @param <T> what is written
	 * @param operations writes, into the database that it names or else the client's
	 * @param type a type that is mapped to the super table
	 * @param mapping makes one of a dead letter
	 */
	public <T> DeadLetterRecoverer(TaosOperations operations, Class<T> type, Function<DeadLetter, T> mapping) {
		this.operations = Objects.requireNonNull(operations, "operations");
		this.type = Objects.requireNonNull(type, "type");
		this.mapping = Objects.requireNonNull(mapping, "mapping");
	}

	/**
	 * Set whether to create the super table, if it does not exist, when it is first
	 * needed; by default it must exist. The database must in any case.
	 * @param createSuperTable whether to create it
	 */
	public void setCreateSuperTable(boolean createSuperTable) {
		this.createSuperTable = createSuperTable;
	}

	void setClock(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void recover(TaosListenerFailure failure) {
		if (this.createSuperTable && !this.created) {
			this.operations.createSuperTable(this.type);
			this.created = true;
		}
		this.operations.insertAll(letters(failure).stream().map(this.mapping).toList(), OPTIONS);
	}

	private List<DeadLetter> letters(TaosListenerFailure failure) {
		TmqMessage message = failure.message();
		Letters letters = new Letters(failure, this.clock.instant());
		if (message.rows() == 0 || (!message.metas().isEmpty() && failure.firstRow() == 0)) {
			letters.add(-1, null, DeadLetterPayload.changes(message.metas()));
		}
		int row = 0;
		for (TmqBlock block : message.blocks()) {
			for (Row values : block.rows()) {
				if (row >= failure.firstRow() && row < failure.endRow()) {
					letters.add(row, block.tableName(), DeadLetterPayload.row(values));
				}
				row++;
			}
		}
		return letters.all;
	}

	/**
	 * The letters of one failure.
	 */
	private static final class Letters {

		private final TaosListenerFailure failure;

		private final Instant now;

		private final String error;

		private final List<DeadLetter> all = new ArrayList<>();

		private Letters(TaosListenerFailure failure, Instant now) {
			this.failure = failure;
			this.now = now;
			this.error = DeadLetterPayload.parts(DeadLetterPayload.describe(failure.error()), DeadLetter.ERROR_BYTES)
				.get(0);
		}

		private void add(int row, @Nullable String table, String payload) {
			TmqMessage message = this.failure.message();
			List<String> parts = DeadLetterPayload.parts(payload, DeadLetter.PAYLOAD_BYTES);
			for (int part = 0; part < parts.size(); part++) {
				String id = message.endOffset() + "-" + row + "-" + part;
				this.all.add(new DeadLetter(message.topic(), message.vgroup(), this.failure.groupId(),
						this.failure.listenerId(), this.now, id, parts.get(part), part, parts.size(), table, this.error,
						this.failure.attempts(), message.endOffset(), row));
			}
		}

	}

}
