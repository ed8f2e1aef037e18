package io.github.taosspring.client;

import java.util.ServiceLoader;

/**
 * Finds what makes clients.
 */
final class Providers {

	private Providers() {
	}

	static TaosClientProvider find() {
		return ServiceLoader.load(TaosClientProvider.class, TaosClientProvider.class.getClassLoader())
			.findFirst()
			.orElseThrow(
					() -> new IllegalStateException("No " + TaosClientProvider.class.getName() + " on the class path"));
	}

}
