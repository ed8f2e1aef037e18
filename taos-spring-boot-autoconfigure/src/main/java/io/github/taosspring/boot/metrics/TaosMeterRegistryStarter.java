package io.github.taosspring.boot.metrics;

import java.time.Duration;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.micrometer.TaosMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells the registry where to write once all beans are there: the client is metered, so
 * that it needs the registry first; and its bean comes after the schema, which may make
 * the database. A registry that the application has started itself is left alone.
 */
final class TaosMeterRegistryStarter implements SmartInitializingSingleton {

	private final TaosMeterRegistry registry;

	private final ObjectProvider<TaosClient> client;

	private final Duration connectTimeout;

	TaosMeterRegistryStarter(TaosMeterRegistry registry, ObjectProvider<TaosClient> client, Duration connectTimeout) {
		this.registry = registry;
		this.client = client;
		this.connectTimeout = connectTimeout;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.registry.isStarted()) {
			TaosClientOptions options = this.client.getObject().options();
			this.registry.start(options.toBuilder().connectTimeout(this.connectTimeout).build());
		}
	}

}
