package io.github.taosspring.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * {@link Row} with its values in an array.
 */
final class DefaultRow implements Row {

	private final ColumnLabels labels;

	private final @Nullable Object[] values;

	DefaultRow(ColumnLabels labels, Block block, int row) {
		this.labels = labels;
		this.values = new Object[labels.columns().size()];
		for (int column = 0; column < this.values.length; column++) {
			this.values[column] = block.getObject(column, row);
		}
	}

	@Override
	public List<TaosColumn> columns() {
		return this.labels.columns();
	}

	@Override
	public @Nullable Object get(int column) {
		return this.values[column];
	}

	@Override
	public @Nullable Object get(String label) {
		return this.values[this.labels.index(label)];
	}

	@Override
	public Map<String, @Nullable Object> toMap() {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int column = 0; column < this.values.length; column++) {
			String name = columns().get(column).name();
			if (!map.containsKey(name)) {
				map.put(name, this.values[column]);
			}
		}
		return map;
	}

	@Override
	public List<@Nullable Object> toList() {
		return new ArrayList<>(Arrays.asList(this.values));
	}

	@Override
	public String toString() {
		return toMap().toString();
	}

}
