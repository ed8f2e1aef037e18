package io.github.taosspring.client.internal;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosClientProvider;
import io.github.taosspring.client.TaosProbeReport;
import io.github.taosspring.client.TaosRestClient;

/**
 * Makes this connector's clients.
 */
public final class DefaultTaosClientProvider implements TaosClientProvider {

	@Override
	public TaosProbeReport probe(TaosClientOptions options) {
		return new Probe(options).run();
	}

	@Override
	public TaosClient create(TaosClientOptions options) {
		return new DefaultTaosClient(options);
	}

	@Override
	public TaosRestClient createRest(TaosClientOptions options) {
		return new DefaultRestClient(options);
	}

}
