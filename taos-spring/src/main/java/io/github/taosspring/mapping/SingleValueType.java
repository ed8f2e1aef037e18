package io.github.taosspring.mapping;

import java.util.List;
import java.util.stream.Collectors;

import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;

/**
 * A type that the value of a single column becomes. {@code Object} takes it as it is.
 *
 * @param <T> the type
 */
final class SingleValueType<T extends @Nullable Object> implements RowType<T> {

	private final TypeDescriptor descriptor;

	SingleValueType(Class<?> type) {
		this.descriptor = TypeDescriptor.valueOf(type);
	}

	@Override
	@SuppressWarnings("unchecked")
	public TaosRowMapper<T> bind(List<TaosColumn> columns, boolean partial, ValueConverter converter) {
		String name = "a " + this.descriptor.getType().getSimpleName();
		if (columns.size() != 1) {
			throw new TaosMappingException("One column becomes " + name + ", but the result has " + columns.size()
					+ ": "
					+ columns.stream().map((column) -> "'" + column.name() + "'").collect(Collectors.joining(", ")),
					null);
		}
		ColumnReader reader = new ColumnReader(0, columns.get(0), this.descriptor, name, converter);
		return (row) -> (T) reader.read(row.block(), row.rowInBlock());
	}

}
