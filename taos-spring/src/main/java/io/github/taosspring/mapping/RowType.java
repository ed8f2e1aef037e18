package io.github.taosspring.mapping;

import java.util.List;

import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a Java type before a query ran; immutable and cached.
 *
 * @param <T> the type
 */
interface RowType<T extends @Nullable Object> {

	/**
	 * Make a mapper for the columns of a result.
	 * @param columns the columns
	 * @param partial whether columns may be absent, because an update did not set them:
	 * their values are {@code null} then
	 * @param converter the converter
	 * @return the mapper
	 * @throws TaosMappingException if the columns do not fit the type
	 */
	TaosRowMapper<T> bind(List<TaosColumn> columns, boolean partial, ValueConverter converter);

}
