package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlText;
import io.github.taosspring.embedded.internal.sql.TableName;

/**
 * The parts of an insert around its values, read by hand.
 */
final class InsertClauses {

	private static final int INVALID_OPERATION = 0x0200;

	private static final int INCOMPLETE = 0x2601;

	private static final int TABLE_NOT_FOUND = 0x2603;

	private static final int MAX_NAME_BYTES = 192;

	private final InsertScanner scanner;

	private final InsertContext context;

	InsertClauses(InsertScanner scanner, InsertContext context) {
		this.scanner = scanner;
		this.context = context;
	}

	/** Read {@code INSERT INTO}; the scanner is at what follows afterwards. */
	void head() {
		this.scanner.next();
		this.scanner.next();
		if (this.scanner.atEnd()) {
			throw new SqlException(INCOMPLETE, "Incomplete SQL statement");
		}
		if (!this.scanner.isWord("into")) {
			throw this.scanner.error("keyword INTO is expected");
		}
		this.scanner.next();
		if (this.scanner.atEnd()) {
			throw new SqlException(INCOMPLETE, "Incomplete SQL statement");
		}
	}

	/** Return where the last token before a position ends. */
	int nameEnd(int next) {
		int end = next;
		while (end > 0 && Character.isWhitespace(this.scanner.sql().charAt(end - 1))) {
			end--;
		}
		return end;
	}

	/** Read bound columns at a position, then go on from where the scanner is. */
	BoundColumns boundColumns(int position, TableSchema schema, boolean superTable) {
		boolean here = position == this.scanner.start();
		InsertScanner columns = here ? this.scanner : new InsertScanner(this.scanner.sql(), position);
		BoundColumns bound = superTable ? BoundColumns.readAll(columns, schema)
				: BoundColumns.readColumns(columns, schema);
		if (here) {
			this.scanner.next();
		}
		return bound;
	}

	void skipParentheses() {
		int depth = 0;
		do {
			depth += this.scanner.is('(') ? 1 : this.scanner.is(')') ? -1 : 0;
			this.scanner.next();
			if (this.scanner.atEnd()) {
				throw ValueToken.incomplete(") expected");
			}
		}
		while (depth > 0);
	}

	void requireValues() {
		if (this.scanner.isWord("values")) {
			return;
		}
		if (this.scanner.isWord("file")) {
			throw new SqlException(INVALID_OPERATION, "INSERT ... FILE is not supported by the embedded server");
		}
		if (this.scanner.atEnd()) {
			throw ValueToken.incomplete("keyword VALUES or FILE is expected");
		}
		throw this.scanner.error("keyword VALUES or FILE is expected");
	}

	/** Read a name; the scanner is at it, and behind it afterwards. */
	TableName tableName(boolean target) {
		requireName(target);
		String first = this.scanner.name();
		this.scanner.next();
		if (!this.scanner.is('.')) {
			return checked(new TableName(null, first));
		}
		this.scanner.next();
		requireName(target);
		String second = this.scanner.name();
		this.scanner.next();
		return checked(new TableName(first, second));
	}

	private void requireName(boolean target) {
		if (this.scanner.isWord("values") || this.scanner.isWord("select")) {
			throw this.scanner.error("table_name is expected");
		}
		switch (this.scanner.kind()) {
			case WORD, QUOTED_NAME, STRING -> {
				// a name
			}
			case SYMBOL -> {
				if (this.scanner.is('?')) {
					throw this.scanner.error("? only used in stmt");
				}
				throw this.scanner.error("table_name is expected");
			}
			default -> throw this.scanner.error(target ? "table_name is expected" : "invalid table name");
		}
	}

	static TableName checked(TableName name) {
		if (SqlText.bytes(name.name()) > MAX_NAME_BYTES) {
			throw new SqlException(INVALID_OPERATION, "name too long");
		}
		return name;
	}

	String database(TableName name) {
		String database = (name.database() != null) ? name.database() : this.context.database();
		if (database == null) {
			throw new SqlException(INVALID_OPERATION, "db is not specified");
		}
		return database;
	}

	static SqlException tableNotFound() {
		return new SqlException(TABLE_NOT_FOUND, "Table does not exist");
	}

}
