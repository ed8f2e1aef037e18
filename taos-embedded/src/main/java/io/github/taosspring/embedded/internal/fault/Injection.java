package io.github.taosspring.embedded.internal.fault;

import java.util.concurrent.CompletableFuture;

import io.github.taosspring.embedded.fault.FaultEffect;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one request.
 *
 * @param delay done when the reply may go out, {@code null} for at once
 * @param end how the request ends, {@code null} if as always
 */
public record Injection(@Nullable CompletableFuture<Void> delay, @Nullable FaultEffect end) {

	/**
	 * Return the error to answer with instead of running the request.
	 * @return the error, {@code null} if the request runs
	 */
	public FaultEffect.@Nullable Error error() {
		return (this.end instanceof FaultEffect.Error error) ? error : null;
	}

	/**
	 * Return whether the connection is cut.
	 */
	public boolean disconnects() {
		return this.end instanceof FaultEffect.Disconnect;
	}

	/**
	 * Return whether the connection is cut before the request runs.
	 */
	public boolean disconnectsBeforeRunning() {
		return this.end instanceof FaultEffect.Disconnect cut && !cut.running();
	}

	/**
	 * Return whether no reply is sent.
	 */
	public boolean losesReply() {
		return this.end instanceof FaultEffect.NoReply || disconnects();
	}

	/**
	 * Return whether the connection is closed after the reply.
	 */
	public boolean closes() {
		return this.end instanceof FaultEffect.Close;
	}

	/**
	 * Return how many bytes of the reply are sent.
	 * @return the number, {@link Integer#MAX_VALUE} for all
	 */
	public int bytes() {
		return (this.end instanceof FaultEffect.Truncate cut) ? cut.bytes() : Integer.MAX_VALUE;
	}

}
