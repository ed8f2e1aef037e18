package io.github.taosspring.embedded.internal.server;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.insert.InsertBatch;
import io.github.taosspring.embedded.internal.insert.InsertBinder;
import io.github.taosspring.embedded.internal.insert.InsertReader;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlParser;

/**
 * A statement of the first kind ({@code clientStmt.c}): prepare; name a table, set its
 * tags, bind, add a batch, any number of times; exec, and again.
 */
final class Stmt1 extends WsStatement {

	private static final int INVALID_PARAMETERS = 0x0118;

	private static final int TABLE_NAME_NOT_SET = 0x022B;

	/** Rows that were bound since the last batch was added. */
	private final List<InsertBatch> bound = new ArrayList<>();

	/** Rows that the next exec writes. */
	private final List<InsertBatch> batch = new ArrayList<>();

	private String sql = "";

	private boolean insert;

	private @Nullable String tableName;

	private List<ParameterValues> tags = List.of();

	private @Nullable List<Literal> parameters;

	boolean isInsert() {
		return this.insert;
	}

	/**
	 * Take an SQL text; all that was bound before is forgotten. Nothing else is looked at
	 * before values are bound.
	 */
	void prepare(String text) {
		close();
		this.sql = text;
		this.insert = InsertReader.reads(text);
	}

	/**
	 * Name the table that a question mark stands for.
	 */
	void tableName(EngineSession session, String name) {
		requireInsert();
		session.bind(this.sql).fields(name);
		this.tableName = name;
		this.tags = List.of();
	}

	private void requirePrepared() {
		if (this.sql.isEmpty()) {
			throw misuse();
		}
	}

	private void requireInsert() {
		if (!this.insert) {
			throw misuse();
		}
	}

	/**
	 * Return what the question marks for tags or for columns of an insert stand for.
	 */
	List<StatementField> fields(EngineSession session, StatementField.Kind kind) {
		requireInsert();
		InsertBinder binder = session.bind(this.sql);
		List<StatementField> all;
		if (kind == StatementField.Kind.TAG && this.tableName == null) {
			all = binder.fieldsBeforeBind();
			if (!binder.usesSuperTable()) {
				throw misuse();
			}
			if (all.get(0).kind() == StatementField.Kind.TABLE_NAME) {
				throw new SqlException(TABLE_NAME_NOT_SET, "Stmt table name not set correctly");
			}
		}
		else {
			all = binder.fields(this.tableName);
		}
		return all.stream().filter((field) -> field.kind() == kind).toList();
	}

	/**
	 * Count the question marks for columns, or those of a query.
	 */
	int countParameters(EngineSession session) {
		requirePrepared();
		return this.insert ? fields(session, StatementField.Kind.COLUMN).size() : SqlParser.countParameters(this.sql);
	}

	/**
	 * Return what a question mark for a column stands for.
	 */
	StatementField parameter(EngineSession session, int index) {
		List<StatementField> fields = fields(session, StatementField.Kind.COLUMN);
		if (index < 0 || index >= fields.size()) {
			throw new SqlException(INVALID_PARAMETERS, "Invalid parameters");
		}
		return fields.get(index);
	}

	void tags(List<ParameterValues> values) {
		requireInsert();
		this.tags = values;
	}

	/**
	 * Bind rows of the named table, or the parameters of a query.
	 */
	void bind(EngineSession session, List<? extends ParameterValues> columns) {
		requirePrepared();
		if (this.insert) {
			session.bind(this.sql).bind(this.tableName, this.tags, columns, this.bound);
			return;
		}
		List<Literal> values = ParameterLiterals.of(columns);
		session.check(this.sql, values);
		this.parameters = values;
	}

	/**
	 * Let the next exec write what was bound.
	 */
	void addBatch() {
		if (this.insert ? this.bound.isEmpty() : this.parameters == null) {
			throw misuse();
		}
		this.batch.addAll(this.bound);
		this.bound.clear();
	}

	/**
	 * Write the batches, or start the query.
	 * @return the count of rows written
	 */
	long exec(EngineSession session) {
		requirePrepared();
		if (!this.insert) {
			List<Literal> values = this.parameters;
			if (values == null) {
				throw misuse();
			}
			keepResult(session.query(this.sql, values));
			return 0;
		}
		if (this.batch.isEmpty()) {
			throw misuse();
		}
		List<InsertBatch> rows = List.copyOf(this.batch);
		this.batch.clear();
		return session.write(rows).affectedRows();
	}

	@Override
	void close() {
		super.close();
		this.bound.clear();
		this.batch.clear();
		this.tableName = null;
		this.tags = List.of();
		this.parameters = null;
	}

}
