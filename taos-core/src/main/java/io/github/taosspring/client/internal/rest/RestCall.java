package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.spi.Deadline;

/**
 * One statement from its request to the last byte of its answer.
 * <p>
 * The answer's head and first block are read before the caller gets the reply, by one of
 * the connection's threads, so that the caller's deadline holds for a server that stops
 * in the middle of either; small results are complete by then. {@link #abort} ends the
 * call whatever it is doing: the body is closed under whoever reads it.
 */
final class RestCall<T> {

	private final RestConnection connection;

	private final RestReading<T> reading;

	private final String zone;

	private final long reqId;

	private final CompletableFuture<T> reply = new CompletableFuture<>();

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable CompletableFuture<HttpResponse<InputStream>> exchange;

	private @Nullable InputStream body;

	private @Nullable RestAnswer answer;

	private @Nullable RestEnd end;

	/** Whether an answer began; what breaks afterwards, its reader sees. */
	private volatile boolean headSeen;

	/** Whether the reply was completed here rather than by who waits for it. */
	private volatile boolean replied;

	/**
	 * Create a call.
	 * @param reading what the call makes of its answer
	 * @param zone the zone in which timestamps are printed
	 */
	RestCall(RestConnection connection, RestReading<T> reading, String zone, long reqId) {
		this.connection = connection;
		this.reading = reading;
		this.zone = zone;
		this.reqId = reqId;
	}

	/**
	 * Return what the call comes to; who completes it gives the call up.
	 */
	CompletableFuture<T> reply() {
		return this.reply;
	}

	/**
	 * Send the request.
	 */
	void send(HttpClient client, HttpRequest request) {
		this.reply.whenComplete((value, failure) -> {
			if (!this.replied) {
				abort(new RestEnd(false, "The call was given up", null));
			}
		});
		// the future itself comes by the common pool, whose threads may all wait for us
		CompletableFuture<HttpResponse<InputStream>> sent = client.sendAsync(request, (head) -> {
			HttpResponse.BodySubscriber<InputStream> content = HttpResponse.BodySubscribers.ofInputStream();
			this.headSeen = true;
			content.getBody().thenAccept((stream) -> handOver(() -> answered(head, stream)));
			return content;
		});
		boolean aborted;
		this.lock.lock();
		try {
			this.exchange = sent;
			aborted = this.end != null;
		}
		finally {
			this.lock.unlock();
		}
		if (aborted) {
			sent.cancel(true);
		}
		sent.whenComplete((response, failure) -> {
			if (failure != null && !this.headSeen) {
				handOver(() -> failed(failure));
			}
		});
	}

	/**
	 * Wait for the reply.
	 */
	T await(Deadline deadline) {
		try {
			return this.reply.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			abort(new RestEnd(false, "The call was given up at its deadline", null));
			throw TaosErrors.timeout(
					"No answer from " + this.connection.endpoint() + " within " + deadline.allowed().toMillis() + " ms",
					this.reqId);
		}
		catch (InterruptedException ex) {
			abort(new RestEnd(false, "The call was given up when its thread was interrupted", null));
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while waiting for " + this.connection.endpoint(), this.reqId);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof TaosException cause) {
				throw cause;
			}
			throw TaosErrors.malformed(
					"The answer of " + this.connection.endpoint() + " could not be read: " + ex.getCause(),
					ex.getCause());
		}
	}

	private void failed(Throwable failure) {
		finish();
		fail(translate(this.connection.failed(failure, this.reqId)));
	}

	private void answered(HttpResponse.ResponseInfo head, InputStream stream) {
		try {
			T value = read(head, stream);
			this.replied = true;
			if (!this.reply.complete(value)) {
				this.reading.discard(value);
			}
		}
		catch (TaosException ex) {
			finish();
			fail(translate(brokenOff(ex)));
		}
		catch (RuntimeException | Error ex) {
			finish();
			fail(ex);
			throw ex;
		}
	}

	/**
	 * An answer that broke off before it said what the statement came to leaves that
	 * open.
	 */
	private TaosException brokenOff(TaosException ex) {
		// a refusal, by a gateway for example, has no cause
		boolean broken = ex instanceof TaosConnectionException && ex.getCause() != null;
		return broken ? TaosErrors.outcomeUnknown(ex.getMessage(), this.reqId, ex.getCause()) : ex;
	}

	private void fail(Throwable failure) {
		this.replied = true;
		this.reply.completeExceptionally(failure);
	}

	private T read(HttpResponse.ResponseInfo head, InputStream stream) {
		InputStream content = own(stream);
		T nothing = (head.statusCode() == 204) ? this.reading.nothing() : null;
		if (nothing != null) {
			finish();
			return nothing;
		}
		if (head.statusCode() != 200) {
			RestRefusal refusal = RestRefusal.read(head.statusCode(), open(head, content), this.connection.advice());
			finish();
			return this.reading.refused(refusal, this.reqId);
		}
		PushbackInputStream text = new PushbackInputStream(open(head, content), 1);
		if (isEmpty(text)) {
			throw TaosErrors.malformed("Malformed answer: HTTP status 200 without a body. Before TDengine 3.4 the "
					+ "REST interface loses every answer that has a NaN or an infinity in a FLOAT or DOUBLE; select "
					+ "without them, or use taos+ws://", null);
		}
		RestAnswer parsed = new RestAnswer(text, this.zone, this.reqId);
		this.lock.lock();
		try {
			this.answer = parsed;
		}
		finally {
			this.lock.unlock();
		}
		RestRefusal refusal = parsed.readHead();
		if (refusal != null) {
			finish();
			return this.reading.refused(refusal, this.reqId);
		}
		T value = this.reading.read(this, parsed);
		if (parsed.isEnded()) {
			finish();
		}
		return value;
	}

	private InputStream own(InputStream content) {
		this.lock.lock();
		try {
			if (this.end == null) {
				this.body = content;
				return content;
			}
		}
		finally {
			this.lock.unlock();
		}
		close(content);
		return content;
	}

	private InputStream open(HttpResponse.ResponseInfo head, InputStream content) {
		boolean gzip = head.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
		if (!gzip) {
			return content;
		}
		PushbackInputStream packed = new PushbackInputStream(content, 1);
		try {
			return isEmpty(packed) ? packed : new GZIPInputStream(packed, 8192);
		}
		catch (IOException ex) {
			throw TaosErrors.connectionBroken("The answer broke off before its end: " + ex.getMessage(), this.reqId,
					ex);
		}
	}

	private boolean isEmpty(PushbackInputStream stream) {
		try {
			int first = stream.read();
			if (first < 0) {
				return true;
			}
			stream.unread(first);
			return false;
		}
		catch (IOException ex) {
			throw TaosErrors.connectionBroken("The answer broke off before its end: " + ex.getMessage(), this.reqId,
					ex);
		}
	}

	/**
	 * Run something that reads on one of the connection's threads.
	 */
	void handOver(Runnable reading) {
		this.connection.executor().execute(reading);
	}

	/**
	 * Return why reading failed: what ended the call counts more than what its reader saw
	 * of it.
	 */
	TaosException translate(TaosException seen) {
		this.lock.lock();
		try {
			return (this.end != null) ? this.end.toException(this.reqId) : seen;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let go of everything, for the thread that reads.
	 */
	void finish() {
		this.connection.ended(this);
		RestAnswer read;
		InputStream content;
		this.lock.lock();
		try {
			read = this.answer;
			this.answer = null;
			content = this.body;
			this.body = null;
		}
		finally {
			this.lock.unlock();
		}
		if (content != null) {
			close(content);
		}
		if (read != null) {
			read.close();
		}
	}

	/**
	 * End the call, from any thread. The thread that reads, if there is one, finds the
	 * body at its end.
	 */
	void abort(RestEnd reason) {
		this.connection.ended(this);
		CompletableFuture<HttpResponse<InputStream>> sent;
		InputStream content;
		this.lock.lock();
		try {
			if (this.end == null) {
				this.end = reason;
			}
			sent = this.exchange;
			content = this.body;
		}
		finally {
			this.lock.unlock();
		}
		fail(reason.toException(this.reqId));
		if (sent != null) {
			sent.cancel(true);
		}
		if (content != null) {
			close(content);
		}
	}

	private static void close(InputStream content) {
		try {
			content.close();
		}
		catch (IOException ex) {
			// what is given up is as closed as it can be
		}
	}

}
