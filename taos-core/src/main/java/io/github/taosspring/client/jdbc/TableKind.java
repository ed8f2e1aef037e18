package io.github.taosspring.client.jdbc;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of tables, in the order in which JDBC lists them, with the types that
 * {@code information_schema.ins_tables} gives them.
 */
enum TableKind {

	/** A table with tags, under a super table. */
	CHILD_TABLE("CHILD TABLE", List.of("CHILD_TABLE", "VIRTUAL_CHILD_TABLE")),

	/** What describes child tables; TDengine's documents say STABLE, too. */
	SUPER_TABLE("SUPER TABLE", List.of()),

	/** A table of the server's own. */
	SYSTEM_TABLE("SYSTEM TABLE", List.of("SYSTEM_TABLE")),

	/** A table by itself. */
	TABLE("TABLE", List.of("NORMAL_TABLE", "VIRTUAL_NORMAL_TABLE")),

	/** A query with a name. */
	VIEW("VIEW", List.of());

	private final String jdbcName;

	private final List<String> serverTypes;

	TableKind(String jdbcName, List<String> serverTypes) {
		this.jdbcName = jdbcName;
		this.serverTypes = serverTypes;
	}

	String jdbcName() {
		return this.jdbcName;
	}

	List<String> serverTypes() {
		return this.serverTypes;
	}

	/**
	 * Return the kind of a table in {@code ins_tables}.
	 * @return the kind, {@code null} if this driver does not know the type
	 */
	static @Nullable TableKind ofServerType(String type) {
		return Arrays.stream(values()).filter((kind) -> kind.serverTypes.contains(type)).findFirst().orElse(null);
	}

	/**
	 * Return the kinds that a caller asks for.
	 * @param names the names, {@code null} for all; {@code STABLE} is a super table, and
	 * a name that is none of ours matches nothing
	 */
	static Set<TableKind> of(String @Nullable [] names) {
		Set<TableKind> kinds = EnumSet.noneOf(TableKind.class);
		if (names == null) {
			return EnumSet.allOf(TableKind.class);
		}
		for (String name : names) {
			for (TableKind kind : values()) {
				if (kind.jdbcName.equalsIgnoreCase(name) || (kind == SUPER_TABLE && "STABLE".equalsIgnoreCase(name))) {
					kinds.add(kind);
				}
			}
		}
		return kinds;
	}

}
