package io.github.taosspring.client.internal.rest;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;

/**
 * What a call makes of its answer. Called by a thread of the connection.
 */
interface RestReading<T> {

	/**
	 * Read an answer whose head was read, to its end or as far as the reply needs.
	 * @throws TaosException if the answer is malformed or broke off
	 */
	T read(RestCall<T> call, RestAnswer answer);

	/**
	 * Return what an answer of status 204 comes to, which has no body.
	 * @return the value, {@code null} if the request cannot have such an answer
	 */
	default @Nullable T nothing() {
		return null;
	}

	/**
	 * Return what a refusal comes to.
	 * @throws TaosException if it is to be thrown
	 */
	T refused(RestRefusal refusal, long reqId);

	/**
	 * Let go of a reply that came too late.
	 */
	void discard(T value);

}
