package io.github.taosspring.client.internal;

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
 * Asks for one value and frees the result.
 */
final class TextAnswer implements RemoteResult.FetchListener {

	private final RemoteResult rows;

	private final CompletableFuture<@Nullable String> text = new CompletableFuture<>();

	private TextAnswer(RemoteResult rows) {
		this.rows = rows;
	}

	/**
	 * Run a query and return what stands in the first column of the first row.
	 * @return the value as text, {@code null} for NULL or no row
	 */
	static @Nullable String of(TaosConnection connection, String sql, Deadline deadline) {
		TextAnswer answer = new TextAnswer(DefaultSession.remoteRows(connection.execute(sql, ReqId.next(), deadline)));
		answer.rows.fetch(answer);
		try {
			return answer.text.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw TaosErrors.timeout("No answer to '" + sql + "' within " + deadline, 0);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for the answer to '" + sql + "'", 0);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof TaosException cause) ? cause
					: TaosErrors.malformed("Unexpected failure of '" + sql + "': " + ex.getCause(), ex);
		}
	}

	@Override
	public void onBlock(RawBlock block) {
		Object value = (block.rows() > 0) ? block.getObject(0, 0) : null;
		block.release();
		this.rows.free();
		this.text.complete((value != null) ? value.toString() : null);
	}

	@Override
	public void onEnd() {
		this.text.complete(null);
	}

	@Override
	public void onError(TaosException error, boolean held) {
		if (held) {
			this.rows.free();
		}
		this.text.completeExceptionally(error);
	}

}
