package io.github.taosspring.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;

/**
 * Writes the DDL of super tables. Names are back-quoted and keep their case; types are in
 * TDengine's spelling.
 */
public final class SuperTableDdl {

	private SuperTableDdl() {
	}

	/**
	 * Write the statement that makes a super table if it is missing.
	 * @param entity its mapping
	 * @return one statement
	 */
	public static String create(TaosEntity<?> entity) {
		return "CREATE STABLE IF NOT EXISTS " + SqlLiteral.identifier(entity.superTable()) + " ("
				+ definitions(entity.columns()) + ") TAGS (" + definitions(entity.tags()) + ")";
	}

	private static String definitions(List<TaosEntityColumn> columns) {
		return columns.stream().map(SuperTableDdl::definition).collect(Collectors.joining(", "));
	}

	static String definition(TaosEntityColumn column) {
		String key = (column.role() == TaosEntityColumn.Role.COMPOSITE_KEY) ? " PRIMARY KEY" : "";
		return SqlLiteral.identifier(column.name()) + " " + column.sqlType() + key;
	}

}
