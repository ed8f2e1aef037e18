package io.github.taosspring.embedded.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import org.jspecify.annotations.Nullable;

/**
 * Divides changes among vgroups.
 */
final class ChangeParts {

	private ChangeParts() {
	}

	/**
	 * Return the parts of a change by vgroup.
	 * @param change the change
	 * @param vgroups how many vgroups there are
	 * @return an element for each vgroup, {@code null} where the change concerns none of
	 * its tables
	 */
	static @Nullable Change[] divide(Change change, int vgroups) {
		if (change instanceof Change.Rows rows) {
			return divide(change, rows.tables(), Change.TableRows::table, Change.Rows::new, vgroups);
		}
		if (change instanceof Change.CreateTables create) {
			return divide(change, create.creations(), Change.Creation::table, Change.CreateTables::new, vgroups);
		}
		if (change instanceof Change.DropTables drop) {
			return divide(change, drop.tables(), Function.identity(), Change.DropTables::new, vgroups);
		}
		if (change instanceof Change.Delete delete) {
			return divide(change, delete.tables(), Function.identity(),
					(tables) -> new Change.Delete(tables, delete.from(), delete.to()), vgroups);
		}
		@Nullable Change[] parts = new @Nullable Change[vgroups];
		DataTable table = table(change);
		for (int vgroup = 0; vgroup < vgroups; vgroup++) {
			parts[vgroup] = (table == null || table.vgroup() == vgroup) ? change : null;
		}
		return parts;
	}

	/**
	 * Return the one table of a change, {@code null} if it is about a super table.
	 */
	private static @Nullable DataTable table(Change change) {
		if (change instanceof Change.AlterTable alter) {
			return alter.table();
		}
		if (change instanceof Change.SetTags tags) {
			return tags.table();
		}
		if (change instanceof Change.SetOptions options && options.table() instanceof DataTable table) {
			return table;
		}
		return null;
	}

	private static <T> @Nullable Change[] divide(Change whole, List<T> elements, Function<T, DataTable> table,
			Function<List<T>, Change> make, int vgroups) {
		@Nullable Change[] parts = new @Nullable Change[vgroups];
		int only = elements.isEmpty() ? -1 : table.apply(elements.get(0)).vgroup();
		List<List<T>> divided = new ArrayList<>();
		for (int vgroup = 0; vgroup < vgroups; vgroup++) {
			divided.add(new ArrayList<>());
		}
		for (T element : elements) {
			int vgroup = table.apply(element).vgroup();
			only = (vgroup == only) ? only : -1;
			divided.get(vgroup).add(element);
		}
		if (only >= 0) {
			parts[only] = whole;
			return parts;
		}
		for (int vgroup = 0; vgroup < vgroups; vgroup++) {
			List<T> own = divided.get(vgroup);
			parts[vgroup] = own.isEmpty() ? null : make.apply(List.copyOf(own));
		}
		return parts;
	}

}
