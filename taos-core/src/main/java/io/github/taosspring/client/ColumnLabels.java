package io.github.taosspring.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of a result by position and by label. Immutable and thread-safe.
 */
public final class ColumnLabels {

	private final List<TaosColumn> columns;

	private final Map<String, Integer> exact = new HashMap<>();

	private final Map<String, Integer> folded = new HashMap<>();

	/**
	 * Create the labels of columns.
	 * @param columns the columns in order; of equal labels the first counts
	 */
	public ColumnLabels(List<TaosColumn> columns) {
		this.columns = List.copyOf(columns);
		for (int i = 0; i < columns.size(); i++) {
			String name = columns.get(i).name();
			this.exact.putIfAbsent(name, i);
			this.folded.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
		}
	}

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	public List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the position of a label, the exact one first, then the first that differs in
	 * case only.
	 * @param label the label
	 * @return the position, from 0
	 * @throws TaosInterfaceException if there is no such column
	 */
	public int index(String label) {
		Integer index = this.exact.get(label);
		if (index == null) {
			index = this.folded.get(label.toLowerCase(Locale.ROOT));
		}
		if (index == null) {
			throw TaosErrors.misuse("The result has no column '" + label + "'; its columns are "
					+ String.join(", ", this.columns.stream().map(TaosColumn::name).toList()));
		}
		return index;
	}

}
