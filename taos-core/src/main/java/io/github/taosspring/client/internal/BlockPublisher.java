package io.github.taosspring.client.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import io.github.taosspring.client.Block;

/**
 * Runs a query for each subscriber and gives it the blocks that it asks for.
 */
final class BlockPublisher implements Flow.Publisher<Block> {

	private final Supplier<CompletableFuture<BlockSubscription.Source>> query;

	/**
	 * Create a publisher.
	 * @param query sends the query
	 */
	BlockPublisher(Supplier<CompletableFuture<BlockSubscription.Source>> query) {
		this.query = query;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Block> subscriber) {
		Objects.requireNonNull(subscriber, "subscriber");
		BlockSubscription subscription = new BlockSubscription(subscriber);
		subscriber.onSubscribe(subscription);
		subscription.begin(this.query);
	}

}
