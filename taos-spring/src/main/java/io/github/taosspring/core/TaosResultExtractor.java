package io.github.taosspring.core;

import io.github.taosspring.client.TaosResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole result.
 *
 * @param <T> the type of what it makes of it
 */
@FunctionalInterface
public interface TaosResultExtractor<T extends @Nullable Object> {

	/**
	 * Read a result. Need not close it.
	 * @param result the result, before its first row
	 * @return what was read, nothing that needs the result
	 */
	T extract(TaosResult result);

}
