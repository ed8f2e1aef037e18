package io.github.taosspring.embedded.internal.server;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
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

	private static final int API_USAGE = 0x022A;

	private final List<InsertBatch> rows = new ArrayList<>();

	private String sql = "";

	private boolean insert;

	private boolean bound;

	private List<Literal> parameters = List.of();

	private @Nullable SqlException failure;

	private @Nullable Rows result;

	Stmt2(long id) {
		super(id);
	}

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
		return session.bind(this.sql).fields(null);
	}

	/**
	 * Bind values of some tables, or the parameters of a query.
	 */
	void bind(EngineSession session, List<Stmt2Payload.BoundTable> tables) {
		requireSound();
		try {
			if (this.insert) {
				InsertBinder binder = session.bind(this.sql);
				List<InsertBatch> added = new ArrayList<>(tables.size());
				for (Stmt2Payload.BoundTable table : tables) {
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

	private static List<? extends ParameterValues> parameters(List<Stmt2Payload.BoundTable> tables) {
		if (tables.size() != 1) {
			throw new SqlException(AdapterError.CATCH_ALL, "a query takes one set of parameters, not " + tables.size());
		}
		return tables.get(0).columns();
	}

	private void requireSound() {
		SqlException earlier = this.failure;
		if (earlier != null) {
			throw earlier;
		}
		if (this.sql.isEmpty()) {
			throw new SqlException(API_USAGE, "Stmt API usage error");
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
			throw this.insert ? new SqlException(API_USAGE, "Stmt API usage error")
					: new SqlException(AdapterError.CATCH_ALL, "success");
		}
		if (this.insert) {
			List<InsertBatch> batches = List.copyOf(this.rows);
			this.rows.clear();
			this.bound = false;
			return session.write(batches).affectedRows();
		}
		closeResult();
		this.result = session.query(this.sql, this.parameters);
		return 0;
	}

	/**
	 * Hand over the rows of the query that was run last.
	 * @return the rows, which the caller closes; {@code null} if there are none or they
	 * were handed over before
	 */
	@Nullable Rows takeResult() {
		Rows taken = this.result;
		this.result = null;
		return taken;
	}

	private void closeResult() {
		Rows open = takeResult();
		if (open != null) {
			open.close();
		}
	}

	@Override
	void close() {
		closeResult();
		this.rows.clear();
		this.parameters = List.of();
		this.bound = false;
		this.failure = null;
	}

}
