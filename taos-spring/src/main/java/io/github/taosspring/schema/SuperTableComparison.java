package io.github.taosspring.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;

/**
 * Finds what a super table lacks for its mapping: what can be added or widened, with the
 * statements that do it, and what cannot. Columns that the mapping does not know are no
 * difference, nor are longer lengths.
 */
final class SuperTableComparison {

	private final TaosEntity<?> entity;

	private final String table;

	private final Map<String, DescribedColumn> existing = new LinkedHashMap<>();

	/** Difference to the statement that ends it. */
	private final Map<String, String> mendable = new LinkedHashMap<>();

	private final List<String> others = new ArrayList<>();

	SuperTableComparison(TaosEntity<?> entity, List<DescribedColumn> existing) {
		this.entity = entity;
		this.table = SqlLiteral.identifier(entity.superTable());
		existing.forEach((column) -> this.existing.put(column.name(), column));
		if (!existing.get(0).name().equals(entity.timestamp().name())) {
			this.others.add("the first column of " + entity + " is '" + existing.get(0).name() + "', not '"
					+ entity.timestamp().name() + "'");
		}
		else {
			entity.columns().forEach(this::compare);
			entity.tags().forEach(this::compare);
		}
	}

	private void compare(TaosEntityColumn wanted) {
		boolean tag = wanted.role() == TaosEntityColumn.Role.TAG;
		String kind = tag ? "tag" : "column";
		String where = kind + " '" + wanted.name() + "' of " + this.entity;
		DescribedColumn column = this.existing.get(wanted.name());
		if (column == null) {
			if (wanted.role() == TaosEntityColumn.Role.COMPOSITE_KEY) {
				this.others.add(where + " is missing, and a column of the primary key cannot be added");
			}
			else {
				this.mendable.put(where + " is missing",
						alter("ADD " + kind.toUpperCase() + " " + SuperTableDdl.definition(wanted)));
			}
			return;
		}
		if (column.isTag() != tag) {
			this.others.add(where + " is a " + (column.isTag() ? "tag" : "column") + " in the database");
		}
		else if (column.isCompositeKey() != (wanted.role() == TaosEntityColumn.Role.COMPOSITE_KEY)) {
			this.others.add(where + " is " + (column.isCompositeKey() ? "" : "not ") + "a column of the primary key in "
					+ "the database");
		}
		else {
			compareType(wanted, column, where, kind);
		}
	}

	private void compareType(TaosEntityColumn wanted, DescribedColumn column, String where, String kind) {
		TaosType type = wanted.definition().type();
		boolean lengthened = switch (type) {
			case VARCHAR, NCHAR, VARBINARY, GEOMETRY -> true;
			default -> false;
		};
		String wantedType = lengthened ? type.sqlName() : wanted.sqlType();
		if (!column.type().equalsIgnoreCase(wantedType)) {
			this.others
				.add(where + " is " + wantedType + " for the application and " + column.type() + " in the database");
		}
		else if (lengthened && column.length() < wanted.definition().length()) {
			String difference = where + " is " + wanted.sqlType() + " for the application and has length "
					+ column.length() + " in the database";
			if (wanted.role() == TaosEntityColumn.Role.COMPOSITE_KEY) {
				this.others.add(difference + ", and a column of the primary key cannot be changed");
			}
			else {
				this.mendable.put(difference, alter("MODIFY " + kind.toUpperCase() + " "
						+ SqlLiteral.identifier(wanted.name()) + " " + wanted.sqlType()));
			}
		}
	}

	private String alter(String change) {
		return "ALTER STABLE " + this.table + " " + change;
	}

	/**
	 * Return what can be mended.
	 * @return a statement for each difference
	 */
	Map<String, String> mendable() {
		return this.mendable;
	}

	/**
	 * Return what cannot be mended.
	 * @return the differences
	 */
	List<String> others() {
		return this.others;
	}

}
