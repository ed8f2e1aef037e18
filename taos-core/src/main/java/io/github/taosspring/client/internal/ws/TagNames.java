package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteResult;
import io.github.taosspring.client.spi.TaosConnection;
import io.github.taosspring.client.wire.RawBlock;

/**
 * Asks for the tags of a super table.
 */
final class TagNames {

	private static final int NAME = 0;

	private static final int NOTE = 3;

	private TagNames() {
	}

	/**
	 * Return the names of a table's tags.
	 * @param table the name as it stands in SQL
	 */
	static List<String> of(TaosConnection connection, String table, Deadline deadline) {
		long reqId = ReqId.next();
		RemoteResult result = connection.execute("describe " + table, reqId, deadline).rows();
		List<String> names = new ArrayList<>();
		if (result == null) {
			throw TaosErrors.malformed("DESCRIBE had no rows", null);
		}
		RawBlock block = fetch(result, reqId, deadline);
		while (block != null) {
			for (int row = 0; row < block.rows(); row++) {
				if ("TAG".equals(block.getString(NOTE, row))) {
					names.add(String.valueOf(block.getString(NAME, row)));
				}
			}
			block.release();
			block = fetch(result, reqId, deadline);
		}
		return names;
	}

	private static @Nullable RawBlock fetch(RemoteResult result, long reqId, Deadline deadline) {
		Answer answer = new Answer(result);
		result.fetch(answer);
		try {
			return answer.block.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			answer.giveUp();
			throw TaosErrors.timeout("No answer to DESCRIBE within " + deadline, reqId);
		}
		catch (InterruptedException ex) {
			answer.giveUp();
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for the answer to DESCRIBE", reqId);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof TaosException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One answer; what comes too late is freed.
	 */
	private static final class Answer implements RemoteResult.FetchListener {

		private final RemoteResult result;

		private final CompletableFuture<@Nullable RawBlock> block = new CompletableFuture<>();

		private Answer(RemoteResult result) {
			this.result = result;
		}

		private void giveUp() {
			if (!this.block.cancel(false)) {
				this.block.thenAccept(this::drop);
			}
		}

		private void drop(@Nullable RawBlock late) {
			if (late != null) {
				late.release();
				this.result.free();
			}
		}

		@Override
		public void onBlock(RawBlock value) {
			if (!this.block.complete(value)) {
				drop(value);
			}
		}

		@Override
		public void onEnd() {
			this.block.complete(null);
		}

		@Override
		public void onError(TaosException error, boolean held) {
			if (held) {
				this.result.free();
			}
			this.block.completeExceptionally(error);
		}

	}

}
