package io.github.taosspring.benchmarks.write;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.Meters;

/**
 * What a batch of rows looks like. Rows come table by table; their values are those of
 * {@link DataSet}.
 */
public enum Shape {

	/** A hundred child tables with 10,000 rows each. */
	DEEP(100, 10_000),

	/** A hundred child tables with 100 rows each. */
	EVEN(100, 100),

	/** Ten thousand child tables with one row each. */
	WIDE(10_000, 1);

	/** The statement that vendor's and own JDBC drivers prepare. */
	static final String NAMED_INSERT = "insert into meters (tbname, groupid, location, ts, current, voltage, phase) "
			+ "values (?, ?, ?, ?, ?, ?, ?)";

	/** The statement that column-wise APIs prepare. */
	static final String USING_INSERT = "insert into ? using meters tags (?, ?) values (?, ?, ?, ?)";

	private final int tables;

	private final int rowsPerTable;

	private final String[] names;

	Shape(int tables, int rowsPerTable) {
		this.tables = tables;
		this.rowsPerTable = rowsPerTable;
		this.names = new String[tables];
		for (int i = 0; i < tables; i++) {
			this.names[i] = "d" + (Meters.FIRST_TABLE + i);
		}
	}

	int tables() {
		return this.tables;
	}

	int rowsPerTable() {
		return this.rowsPerTable;
	}

	/**
	 * Return the rows of a batch.
	 * @return how many, all tables together
	 */
	public int rows() {
		return this.tables * this.rowsPerTable;
	}

	/**
	 * Return the name of a child table, always the same object.
	 */
	String name(int table) {
		return this.names[table];
	}

	int groupId(int table) {
		return Meters.groupId(table);
	}

	/**
	 * Return the second tag of a child table, always the same object.
	 */
	String location(int table) {
		return Meters.location(table);
	}

	/**
	 * Return the number of a row, of which its values are functions.
	 */
	long row(int table, int rowOfTable) {
		return (long) table * this.rowsPerTable + rowOfTable;
	}

}
