package io.github.taosspring.client.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosProbeReport;

/**
 * Probes all endpoints at the same time, each on a thread of its own.
 */
final class Probe {

	private final TaosClientOptions options;

	Probe(TaosClientOptions options) {
		this.options = options;
	}

	TaosProbeReport run() {
		List<CompletableFuture<TaosProbeReport.Endpoint>> probes = new ArrayList<>();
		for (TaosEndpoint endpoint : this.options.endpoints()) {
			CompletableFuture<TaosProbeReport.Endpoint> probe = new CompletableFuture<>();
			probes.add(probe);
			ProbeSteps.start("taos-probe-" + endpoint, () -> {
				try {
					probe.complete(new EndpointProbe(endpoint, this.options).run());
				}
				catch (RuntimeException | Error ex) {
					probe.completeExceptionally(ex);
					throw ex;
				}
			});
		}
		List<TaosProbeReport.Endpoint> endpoints = new ArrayList<>();
		for (CompletableFuture<TaosProbeReport.Endpoint> probe : probes) {
			endpoints.add(await(probe));
		}
		return new TaosProbeReport(endpoints);
	}

	/**
	 * Wait, for as long as the steps take, each of which has its limit.
	 */
	private static TaosProbeReport.Endpoint await(CompletableFuture<TaosProbeReport.Endpoint> probe) {
		try {
			return probe.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw TaosErrors.interrupted("Interrupted while probing", 0);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A probe failed", ex.getCause());
		}
	}

}
