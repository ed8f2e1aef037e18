package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.StatementReply;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Ends statements on the server, without a thread.
 * <p>
 * {@code KILL QUERY} wants an id that only {@code performance_schema.perf_queries} knows,
 * where a statement shows up with the server's next heartbeat, up to two seconds after it
 * began. So it is looked for several times. It is found by its request id and its text:
 * an id that a caller chose may be another application's too.
 */
final class QueryKiller {

	private static final Logger logger = LoggerFactory.getLogger(QueryKiller.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int LOOKS = 8;

	/** For who waits: all looks, and one answer that takes its time. */
	private static final Duration LIMIT = PAUSE.multipliedBy(LOOKS).plus(PATIENCE);

	private final TaosConnection connection;

	private final ClientTimer timer;

	QueryKiller(TaosConnection connection, ClientTimer timer) {
		this.connection = connection;
		this.timer = timer;
	}

	/**
	 * Kill a statement.
	 * @return whether the server was told to; {@code false} if it does not know the
	 * statement (any more)
	 */
	CompletableFuture<Boolean> kill(Call call) {
		CompletableFuture<Boolean> killed = new CompletableFuture<>();
		look(call, 1, killed);
		killed.whenComplete((done, failure) -> {
			if (failure != null) {
				logger.debug("Request {} could not be killed", Long.toUnsignedString(call.reqId()), failure);
			}
			else {
				logger.debug("Request {} was {}", Long.toUnsignedString(call.reqId()),
						done ? "killed" : "not there to be killed");
			}
		});
		return killed;
	}

	/**
	 * Kill a statement and wait until the server was told to, or does not know it.
	 * @return whether it was told to
	 */
	boolean killAndWait(Call call) {
		try {
			return kill(call).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw TaosErrors.timeout("The server did not say within " + LIMIT.toMillis()
					+ " ms whether it knows the statement to be cancelled", call.reqId());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while a statement was being cancelled", call.reqId());
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof TaosException cause) ? cause
					: TaosErrors.malformed("Unexpected failure of cancel: " + ex.getCause(), ex);
		}
	}

	private void look(Call call, int look, CompletableFuture<Boolean> killed) {
		String sql = "select kill_id, sql from performance_schema.perf_queries where query_id = "
				+ Long.toUnsignedString(call.reqId());
		send(sql).whenComplete((reply, failure) -> {
			if (failure != null) {
				killed.completeExceptionally(failure);
			}
			else if (reply.rows() == null) {
				killed.completeExceptionally(TaosErrors.malformed("No rows from perf_queries", null));
			}
			else {
				new Ids(reply.rows(), call.sql()).read().whenComplete((ids, unread) -> {
					if (unread != null) {
						killed.completeExceptionally(unread);
					}
					else if (!ids.isEmpty()) {
						kill(ids, killed);
					}
					else if (look == LOOKS || !this.timer.afterOrAtClose(PAUSE, () -> look(call, look + 1, killed))) {
						killed.complete(false);
					}
				});
			}
		});
	}

	private void kill(List<String> ids, CompletableFuture<Boolean> killed) {
		CompletableFuture<?>[] kills = ids.stream()
			.map((id) -> send("kill query '" + id + "'"))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(kills).whenComplete((ignored, failure) -> {
			if (failure != null) {
				killed.completeExceptionally(failure);
			}
			else {
				killed.complete(true);
			}
		});
	}

	private CompletableFuture<StatementReply> send(String sql) {
		long reqId = ReqId.next();
		if (!this.connection.hasRoom()) {
			return CompletableFuture.failedFuture(TaosErrors.timeout("The server does not read what is sent", reqId));
		}
		CompletableFuture<StatementReply> reply = this.connection.executeAsync(sql, reqId);
		this.timer.after(PATIENCE, () -> reply.completeExceptionally(
				TaosErrors.timeout("No reply to '" + sql + "' within " + PATIENCE.toMillis() + " ms", reqId)));
		return reply;
	}

	/**
	 * Reads the ids of the statements that have the text.
	 */
	private static final class Ids implements RemoteResult.FetchListener {

		private final RemoteResult rows;

		private final String sql;

		private final List<String> found = new ArrayList<>();

		private final CompletableFuture<List<String>> read = new CompletableFuture<>();

		Ids(RemoteResult rows, String sql) {
			this.rows = rows;
			this.sql = sql.strip();
		}

		CompletableFuture<List<String>> read() {
			this.rows.fetch(this);
			return this.read;
		}

		@Override
		public void onBlock(RawBlock block) {
			for (int row = 0; row < block.rows(); row++) {
				String id = block.getString(0, row);
				if (id != null && id.matches("[0-9A-Fa-f:]+") && isSame(block.getString(1, row))) {
					this.found.add(id);
				}
			}
			block.release();
			this.rows.fetch(this);
		}

		/**
		 * The server shows the beginning of a long text, cut between any two bytes.
		 */
		private boolean isSame(@Nullable String shown) {
			if (shown == null) {
				return false;
			}
			String text = shown.strip();
			while (text.endsWith("\uFFFD")) {
				text = text.substring(0, text.length() - 1);
			}
			return !text.isEmpty() && this.sql.startsWith(text);
		}

		@Override
		public void onEnd() {
			this.read.complete(this.found);
		}

		@Override
		public void onError(TaosException error, boolean held) {
			if (held) {
				this.rows.free();
			}
			this.read.completeExceptionally(error);
		}

	}

}
