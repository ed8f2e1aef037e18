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
 * A statement of the second kind ({@code clientStmt2.c}): prepare, bind any number of
 * times, exec, and again.
 * <p>
 * A bind that fails leaves the statement of use for nothing but another prepare, and exec
 * repeats its failure.
 */
final class Stmt2 extends WsStatement {

	private final List<InsertBatch> rows = new ArrayList<>();

	private String sql = "";

	private boolean insert;

	private boolean bound;

	private List<Literal> parameters = List.of();

	private @Nullable SqlException failure;

	boolean isInsert() {
		return this.insert;
	}

	/**
	 * Take an SQL text; all that was bound before is forgotten.
	 * @return the number of a query's question marks, 0 for an insert
	 */
	int prepare(String text) {
		close();
		this.sql = "";
		this.insert = InsertReader.reads(text);
		int count = this.insert ? 0 : SqlParser.countParameters(text);
		this.sql = text;
		return count;
	}

	/**
	 * Return what the question marks of an insert stand for.
	 */
	List<StatementField> fields(EngineSession session) {
		return session.bind(this.sql).fieldsBeforeBind();
	}

	/**
	 * Bind values of some tables, or the parameters of a query.
	 */
	void bind(EngineSession session, List<BoundTable> tables) {
		requireSound();
		try {
			if (this.insert) {
				InsertBinder binder = session.bind(this.sql);
				List<InsertBatch> added = new ArrayList<>(tables.size());
				for (BoundTable table : tables) {
					binder.bind(table.name(), table.tags(), table.columns(), added);
				}
				this.rows.addAll(added);
			}
			else {
				List<Literal> values = ParameterLiterals.of(parameters(tables));
				session.check(this.sql, values);
				this.parameters = values;
			}
			this.bound = true;
		}
		catch (SqlException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private static List<? extends ParameterValues> parameters(List<BoundTable> tables) {
		if (tables.size() != 1) {
			throw new SqlException(AdapterError.CATCH_ALL, "a query takes one set of parameters, not " + tables.size());
		}
		return tables.get(0).columns();
	}

	/**
	 * Bind all columns together and run the statement.
	 * @return the count of rows written
	 */
	long bindExec(EngineSession session, Stmt2Columns columns) {
		requireSound();
		List<BoundTable> tables = this.insert ? columns.byTable(session.bind(this.sql).fields(null))
				: List.of(new BoundTable(null, List.of(), columns.fields()));
		bind(session, tables);
		return exec(session);
	}

	private void requireSound() {
		SqlException earlier = this.failure;
		if (earlier != null) {
			throw earlier;
		}
		if (this.sql.isEmpty()) {
			throw misuse();
		}
	}

	/**
	 * Write what was bound, or start the query.
	 * @return the count of rows written
	 */
	long exec(EngineSession session) {
		SqlException earlier = this.failure;
		if (earlier != null && !this.insert) {
			throw new SqlException(earlier.code(), "success", earlier);
		}
		requireSound();
		if (!this.bound) {
			// a real server dies of it if it is an insert
			throw this.insert ? misuse() : new SqlException(AdapterError.CATCH_ALL, "success");
		}
		if (this.insert) {
			List<InsertBatch> batches = List.copyOf(this.rows);
			this.rows.clear();
			this.bound = false;
			return session.write(batches).affectedRows();
		}
		keepResult(session.query(this.sql, this.parameters));
		return 0;
	}

	@Override
	void close() {
		super.close();
		this.rows.clear();
		this.parameters = List.of();
		this.bound = false;
		this.failure = null;
	}

}
