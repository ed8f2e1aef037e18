package io.github.taosspring.client.internal.rest;

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
	 * Return what a refusal comes to.
	 * @throws TaosException if it is to be thrown
	 */
	T refused(RestRefusal refusal, long reqId);

	/**
	 * Let go of a reply that came too late.
	 */
	void discard(T value);

}
