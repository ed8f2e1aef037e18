package io.github.taosspring.client.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;

/**
 * The columns of a result by position and by label. Immutable.
 */
final class Labels {

	private final List<TaosColumn> columns;

	private final Map<String, Integer> exact = new HashMap<>();

	private final Map<String, Integer> folded = new HashMap<>();

	Labels(List<TaosColumn> columns) {
		this.columns = columns;
		for (int i = 0; i < columns.size(); i++) {
			String name = columns.get(i).name();
			this.exact.putIfAbsent(name, i);
			this.folded.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
		}
	}

	List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the position of a label, the exact one first.
	 */
	int index(String label) {
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
