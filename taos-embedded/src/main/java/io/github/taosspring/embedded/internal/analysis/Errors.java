package io.github.taosspring.embedded.internal.analysis;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * TDengine's errors ({@code taoserror.h}) that several places need.
 */
final class Errors {

	private Errors() {
	}

	static SqlException noColumn(String name) {
		return new SqlException(0x2602, "Invalid column name: " + name);
	}

	static SqlException noTable() {
		return new SqlException(0x2603, "Table does not exist");
	}

	static SqlException noTable(String name) {
		return new SqlException(0x2603, "Table does not exist: " + name);
	}

	static SqlException nestedAggregates() {
		return new SqlException(0x2627, "Aggregate functions do not support nesting");
	}

	static SqlException ambiguous(String name) {
		return new SqlException(0x2604, "Column ambiguously defined: " + name);
	}

	static SqlException noFunction() {
		return new SqlException(0x0374, "Func not exists");
	}

	static SqlException noAggregateHere() {
		return new SqlException(0x2608, "There mustn't be aggregation");
	}

	static SqlException notSingleGroup() {
		return new SqlException(0x260C, "Not a single-group group function");
	}

	static SqlException notGrouped() {
		return new SqlException(0x260A, "Not a GROUP BY expression");
	}

	static SqlException wrongUse(String text) {
		return new SqlException(0x2667, "Invalid usage of expr: " + text);
	}

	static SqlException mixedFunctions() {
		return new SqlException(0x264F, "Some functions are allowed only in the SELECT list of a query. "
				+ "And, cannot be mixed with other non scalar functions or columns.");
	}

	static SqlException noWindow() {
		return new SqlException(0x2658, "_WSTART, _WEND and _WDURATION can only be used in window query");
	}

	static SqlException noTime() {
		return new SqlException(0x0127, "Invalid timestamp format");
	}

	static SqlException unsupported(String what) {
		return new SqlException(0x0100, "Operation not supported: " + what);
	}

}
