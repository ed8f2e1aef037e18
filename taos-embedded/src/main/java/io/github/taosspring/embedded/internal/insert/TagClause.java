package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlScanner;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [(tags)] TAGS (values) [TTL n] [COMMENT '…']}.
 */
final class TagClause {

	private static final int TAG_COUNT = 0x260D;

	private final InsertScanner scanner;

	private final InsertContext context;

	private final Table superTable;

	private final @Nullable Object[] values;

	/** The tags that question marks stand for, in their order. */
	private final List<SchemaColumn> parameters = new ArrayList<>();

	private final boolean prepared;

	private int ttl;

	private String comment = "";

	/**
	 * Create a reader.
	 * @param prepared whether question marks may stand for values
	 */
	TagClause(InsertScanner scanner, InsertContext context, Table superTable, boolean prepared) {
		this.scanner = scanner;
		this.context = context;
		this.superTable = superTable;
		this.prepared = prepared;
		this.values = new Object[superTable.schema().nextTagSlot()];
	}

	@Nullable Object[] values() {
		return this.values;
	}

	List<SchemaColumn> parameters() {
		return this.parameters;
	}

	int ttl() {
		return this.ttl;
	}

	String comment() {
		return this.comment;
	}

	/** Read; the scanner is behind the super table's name, then behind the clause. */
	void read() {
		TableSchema schema = this.superTable.schema();
		BoundColumns tags = BoundColumns.allTags(schema);
		if (this.scanner.is('(')) {
			tags = BoundColumns.readTags(this.scanner, schema);
			this.scanner.next();
		}
		if (!this.scanner.isWord("tags")) {
			throw this.scanner.error("TAGS is expected");
		}
		this.scanner.next();
		if (!this.scanner.is('(')) {
			throw this.scanner.error("( is expected");
		}
		readValues(tags);
		this.scanner.next();
		if (this.scanner.is(',')) {
			throw new SqlException(TAG_COUNT, "Tags number not matched");
		}
		if (!this.scanner.is(')')) {
			throw this.scanner.error(") is expected");
		}
		this.scanner.next();
		readOptions();
	}

	private void readValues(BoundColumns tags) {
		RowReader reader = new RowReader(this.scanner, this.context, this.superTable.database().options().precision(),
				tags);
		for (int i = 0; i < tags.size(); i++) {
			SchemaColumn tag = tags.columns()[i];
			if (tag == null) {
				throw new IllegalStateException("A tag that is none");
			}
			reader.nextTag(i);
			if (this.prepared && this.scanner.is('?')) {
				this.parameters.add(tag);
				continue;
			}
			Vector value = new Vector(tag.type(), 1);
			reader.tagValue(i, value);
			this.values[tag.slot()] = value.get(0);
		}
	}

	private void readOptions() {
		while (true) {
			if (this.scanner.isWord("ttl")) {
				if (this.scanner.next() != SqlScanner.Kind.INTEGER) {
					throw this.scanner.error("Invalid option ttl");
				}
				this.ttl = ttl(this.scanner.token());
			}
			else if (this.scanner.isWord("comment")) {
				if (this.scanner.next() != SqlScanner.Kind.STRING) {
					throw this.scanner.error("Invalid option comment");
				}
				this.comment = this.scanner.name();
			}
			else {
				return;
			}
			this.scanner.next();
		}
	}

	private int ttl(String digits) {
		try {
			return Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			throw this.scanner.error("Invalid option ttl");
		}
	}

}
