package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.PrepareRequest;
import io.github.taosspring.client.spi.RemoteStatement;
import io.github.taosspring.client.spi.RemoteStatement.Range;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.client.statement.RejectedRow;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindColumn;

/**
 * One batch on its way: cut into ranges that a bind can carry, each written until it is
 * accepted, its wrong rows are found, or the time is over.
 */
final class BatchWrite {

	/** What a frame should not exceed, by the mean size of a row. */
	static final long FRAME_BYTES = 8L * 1024 * 1024;

	/**
	 * Up to this many rows a table, the server writes faster when it is promised that no
	 * table comes twice: on 3.3.7.5, 10,000 tables of one row took about half the time,
	 * 100 tables of 10,000 rows three times as long, and about the same in between.
	 */
	private static final int FEW_ROWS = 20;

	private final ColumnBatch batch;

	private final BindBatch values;

	private final WriteOptions options;

	private final Call call;

	private final Deadline deadline;

	private final Function<@Nullable Duration, DefaultSession> sessions;

	private final byte nullMark;

	private final boolean resend;

	private final boolean fewRows;

	private final List<RejectedRow> rejected = new ArrayList<>();

	private long written;

	/** Whether what was sent last may have been written although its caller fails. */
	private boolean outcomeUnknown;

	/** Whether a frame that was refused may have been written in part. */
	private boolean partly;

	private boolean firstFrame = true;

	/**
	 * Create the way of a batch.
	 * @param resend whether to send again what may have arrived, and to wait for a server
	 * that asks for patience
	 * @param sessions gives the session to write by, connected within a time
	 */
	BatchWrite(ColumnBatch batch, WriteOptions options, Call call, boolean resend,
			Function<@Nullable Duration, DefaultSession> sessions) {
		this.batch = batch;
		this.values = batch.data();
		this.options = options;
		this.call = call;
		this.deadline = Deadline.after(call.timeout());
		this.resend = resend;
		this.sessions = sessions;
		this.values.sort();
		this.fewRows = batch.schema().isNamed()
				&& (hasLiteralTags() || (this.values.rows() <= (long) FEW_ROWS * batch.tables() && keysRise()));
		this.nullMark = (options.nullPolicy() == NullPolicy.UNSET) ? BindColumn.NONE : BindColumn.NULL;
	}

	/**
	 * Return whether tables are bound by name while their tags stand in the text. Without
	 * that promise, a second table of such a statement ends the adapter of 3.3.7.5.
	 */
	private boolean hasLiteralTags() {
		return this.batch.schema().tags().isEmpty() && HeldStatement.hasUsing(this.call.sql());
	}

	/**
	 * Return whether no table has a key twice, told by keys in order. Of two rows with
	 * one key, a server that was promised that no table comes twice lets a later NULL
	 * lose, unlike otherwise (seen on 3.3.7.5).
	 */
	private boolean keysRise() {
		int key = this.batch.schema().key();
		if (key < 0) {
			return false;
		}
		BindColumn keys = this.values.column(key);
		for (int position = 1; position < this.values.rows(); position++) {
			if (this.values.tableAt(position - 1) == this.values.tableAt(position)
					&& keys.bits(this.values.rowAt(position - 1)) >= keys.bits(this.values.rowAt(position))) {
				return false;
			}
		}
		return true;
	}

	WriteResult run() {
		int rows = this.values.rows();
		int maxRows = maxRows(this.values);
		int to;
		for (int from = 0; from < rows; from = to) {
			to = this.values.endOfBind(from, maxRows);
			write(from, to);
		}
		return result();
	}

	/**
	 * Return how many rows a frame should carry.
	 */
	static int maxRows(BindBatch values) {
		int rows = values.rows();
		int tables = (values.tables() != null) ? values.tables().count() : 1;
		long marks = (long) rows * values.columnCount();
		long heads = (long) BindColumn.BLOCK_HEAD * tables * (values.columnCount() + values.tagCount());
		long rowBytes = Math.max(1, (values.byteSize() + marks + heads) / Math.max(1, rows));
		return (int) Math.max(1, Math.min(rows, FRAME_BYTES / rowBytes));
	}

	private WriteResult result() {
		return new WriteResult(this.written, this.rejected);
	}

	/**
	 * Write a range; what the server refuses for a row is written in halves.
	 */
	private void write(int from, int to) {
		TaosException refusal = send(from, to);
		if (refusal == null) {
			this.written += to - from;
		}
		else if (to - from == 1) {
			reject(from, refusal);
		}
		else {
			int middle = (from + to) >>> 1;
			write(from, middle);
			write(middle, to);
		}
	}

	private void reject(int position, TaosException refusal) {
		int row = this.values.rowAt(position);
		this.rejected.add(new RejectedRow(row, this.batch.table(row), refusal));
		if (this.rejected.size() > this.options.maxRejected()) {
			throw failed("More than " + this.options.maxRejected() + " rows were rejected, the rest was not tried",
					refusal);
		}
	}

	/**
	 * Send a range until there is an answer to it.
	 * @return {@code null} if it was written, else the refusal that a row is to blame for
	 */
	private @Nullable TaosException send(int from, int to) {
		BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());
		boolean preparedAgain = false;
		boolean reconnected = false;
		while (true) {
			try {
				attempt(from, to);
				this.outcomeUnknown = false;
				return null;
			}
			catch (TaosException ex) {
				if (this.options.bisect()
						&& (RetryCodes.blamesRow(ex) || (preparedAgain && RetryCodes.missesTable(ex)))) {
					this.outcomeUnknown = false;
					return ex;
				}
				if (!preparedAgain && RetryCodes.asksToPrepareAgain(ex)) {
					preparedAgain = true;
				}
				else if (!this.resend) {
					if (reconnected || !isUnsent(ex)) {
						throw failed("The batch was not written as a whole", ex);
					}
					reconnected = true;
				}
				else if (!ex.isRetryable() || !pause(backOff.nextNanos())) {
					throw failed("The batch was not written as a whole", ex);
				}
			}
		}
	}

	private static boolean isUnsent(TaosException ex) {
		return ex instanceof TaosConnectionException broken && broken.code() == 0 && !broken.isOutcomeUnknown();
	}

	private void attempt(int from, int to) {
		Duration left = Duration.ofNanos(Math.max(1, this.deadline.remainingNanos()));
		DefaultSession session = this.sessions.apply(left);
		StatementCache.Key key = new StatementCache.Key(session.database(), this.call.sql(), this.fewRows);
		RemoteStatement statement = statement(session, key);
		try {
			statement.bindAndExecute(this.values, new Range(from, to, this.nullMark), nextReqId(), this.deadline);
		}
		catch (RuntimeException ex) {
			statement.close();
			if (ex instanceof TaosException cause) {
				// once open, it stays open until an attempt succeeds or a row is to blame
				this.outcomeUnknown |= RetryCodes.leavesOutcomeOpen(cause);
				this.partly |= to - from > 1 && RetryCodes.leavesOtherPartsOpen(cause);
				if (RetryCodes.asksToPrepareAgain(cause)) {
					// the others that are kept know no more of the table than this one
					session.statements().discard(key);
				}
			}
			throw ex;
		}
		session.statements().giveBack(key, statement);
	}

	/**
	 * Return a statement that takes the batch as it is: the server would read the bytes
	 * of another one wrong. A batch of another schema can have the same text, and the
	 * table may have changed since a statement that is kept was prepared.
	 */
	private RemoteStatement statement(DefaultSession session, StatementCache.Key key) {
		RemoteStatement kept;
		while ((kept = session.statements().take(key)) != null) {
			if (difference(kept) == null) {
				return kept;
			}
			kept.close();
		}
		RemoteStatement made = session.connection()
			.prepare(new PrepareRequest(this.call.sql(), true, true, this.fewRows, nextReqId()), this.deadline);
		String difference = difference(made);
		if (difference != null) {
			made.close();
			throw TaosErrors.misuse("The table is not as the batch's schema says: " + difference);
		}
		return made;
	}

	private @Nullable String difference(RemoteStatement statement) {
		return SchemaCheck.difference(this.batch.schema(), statement.fields());
	}

	private long nextReqId() {
		if (this.firstFrame) {
			this.firstFrame = false;
			return this.call.reqId();
		}
		return ReqId.next();
	}

	/**
	 * Wait before the next attempt.
	 * @return whether there is time for one
	 */
	private boolean pause(long nanos) {
		if (Thread.currentThread().isInterrupted() || this.deadline.remainingNanos() <= nanos) {
			return false;
		}
		LockSupport.parkNanos(nanos);
		return !Thread.currentThread().isInterrupted();
	}

	private TaosBatchWriteException failed(String what, TaosException ex) {
		boolean unknown = this.outcomeUnknown || this.partly;
		return new TaosBatchWriteException(
				what + ": " + ex.getMessage() + "; of " + this.values.rows() + " rows " + this.written
						+ " were written and " + this.rejected.size() + " rejected before"
						+ (unknown ? "; whether others that were sent were written is unknown" : ""),
				result(), ex, unknown);
	}

}
