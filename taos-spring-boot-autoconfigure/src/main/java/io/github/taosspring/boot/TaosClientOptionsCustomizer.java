package io.github.taosspring.boot;

import io.github.taosspring.client.TaosClientOptions;

/**
 * Changes the options of the auto-configured client and data source after the properties
 * were applied. All beans of this type are called, in their order.
 */
@FunctionalInterface
public interface TaosClientOptionsCustomizer {

	/**
	 * Change the options.
	 * @param builder holds what the properties set
	 */
	void customize(TaosClientOptions.Builder builder);

}
