package io.github.taosspring.client.internal;

import io.github.taosspring.client.TaosLimits;

/**
 * The name of a table, the database in front of a dot or not there. No table's name has a
 * dot.
 */
final class QualifiedName {

	private QualifiedName() {
	}

	/**
	 * Return the name in back-quotes, so that it keeps its case.
	 * @throws io.github.taosspring.client.TaosInterfaceException if a part cannot be a
	 * name
	 */
	static String quoted(String name) {
		int dot = name.indexOf('.');
		if (dot < 0) {
			return "`" + TaosLimits.checkTableName(name) + "`";
		}
		return "`" + TaosLimits.checkDatabaseName(name.substring(0, dot)) + "`.`"
				+ TaosLimits.checkTableName(name.substring(dot + 1)) + "`";
	}

}
