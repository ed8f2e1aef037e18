package io.github.taosspring.embedded.internal.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;

/**
 * The statements that {@code SHOW CREATE} prints.
 */
final class CreateText {

	private static final Set<String> QUOTED = Set.of("cachemodel", "precision", "encrypt_algorithm");

	private CreateText() {
	}

	static String database(Database database) {
		String options = database.options()
			.all()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey().toUpperCase(Locale.ROOT) + " "
					+ (QUOTED.contains(entry.getKey()) ? "'" + entry.getValue() + "'" : entry.getValue()))
			.collect(Collectors.joining(" "));
		return "CREATE DATABASE `" + database.name() + "` " + options;
	}

	static String table(Table table) {
		if (table instanceof SuperTable) {
			return "CREATE STABLE `" + table.name() + "` (" + columns(table.schema().columns()) + ") TAGS ("
					+ columns(table.schema().tags()) + ")" + options(table);
		}
		DataTable data = (DataTable) table;
		SuperTable parent = data.parent();
		if (parent == null) {
			return "CREATE TABLE `" + table.name() + "` (" + columns(table.schema().columns()) + ")" + options(table);
		}
		List<SchemaColumn> tags = table.schema().tags();
		String names = tags.stream().map((tag) -> "`" + tag.name() + "`").collect(Collectors.joining(", "));
		String values = tags.stream()
			.map((tag) -> TagText.literal(data.tag(tag.slot()), tag.type(), table.database().options().precision()))
			.collect(Collectors.joining(", "));
		return "CREATE TABLE `" + table.name() + "` USING `" + parent.name() + "` (" + names + ") TAGS (" + values + ")"
				+ options(table);
	}

	private static String columns(List<SchemaColumn> columns) {
		return columns.stream()
			.map((column) -> "`" + column.name() + "` " + column.type().sql().replace(", ", ",")
					+ (column.key() ? " COMPOSITE KEY" : ""))
			.collect(Collectors.joining(", "));
	}

	private static String options(Table table) {
		String comment = table.comment().isEmpty() ? "" : " COMMENT '" + table.comment() + "'";
		return comment + ((table.ttl() > 0) ? " TTL " + table.ttl() : "");
	}

}
