package io.github.taosspring.embedded.internal.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.analysis.QueryAnalyzer;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.insert.InsertBatch;
import io.github.taosspring.embedded.internal.insert.InsertBinder;
import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlParser;
import io.github.taosspring.embedded.internal.tmq.ConsumerOptions;
import io.github.taosspring.embedded.internal.tmq.TopicConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A user's session: the state of one socket or of one REST request.
 * <p>
 * Thread-safe: statements may run concurrently, as on a real server's socket.
 */
public final class EngineSession {

	private final Engine engine;

	private final String user;

	private volatile @Nullable String database;

	private volatile ZoneId zone = ZoneId.systemDefault();

	private volatile String zoneName = this.zone.getId();

	EngineSession(Engine engine, String user) {
		this.engine = engine;
		this.user = user;
	}

	/**
	 * Return the current database.
	 * @return its name, {@code null} if none was chosen
	 */
	public @Nullable String database() {
		return this.database;
	}

	/**
	 * Choose the current database.
	 * @param database its name, case-sensitive
	 * @throws SqlException 0x0388 if there is none
	 */
	public void use(String database) {
		this.database = this.engine.catalog().require(database).name();
	}

	/**
	 * Return the zone of literals and of functions that show local time.
	 * @return the zone
	 */
	public ZoneId zone() {
		return this.zone;
	}

	/**
	 * Return the zone's name as it was given.
	 * @return the name
	 */
	public String zoneName() {
		return this.zoneName;
	}

	/**
	 * Set the zone by a name in the form a TDengine client sends: region ids as they are,
	 * {@code UTC-8} with the sign of POSIX, names that mean nothing are UTC.
	 * @param zoneName the name
	 */
	public void zone(String zoneName) {
		this.zone = Zones.of(zoneName);
		this.zoneName = zoneName;
	}

	/**
	 * Return the user.
	 * @return the name
	 */
	public String user() {
		return this.user;
	}

	/**
	 * Run a statement.
	 * @param sql its text
	 * @param reqId the caller's id, 0 for none
	 * @return the count of rows, or rows that the caller closes
	 * @throws SqlException if it is refused or fails
	 */
	public EngineResult execute(String sql, long reqId) {
		try {
			return new StatementRunner(this, context(), this.engine.topics(), this.engine.queryBudget()).run(sql);
		}
		catch (StackOverflowError ex) {
			throw tooDeep();
		}
	}

	/**
	 * Start to bind values to an insert.
	 * @param sql its text
	 * @return what takes the values; for one bind
	 */
	public InsertBinder bind(String sql) {
		return new InsertBinder(sql, Writes.insertContext(context()));
	}

	/**
	 * Write bound rows, all of them or none.
	 * @param rows the rows by table
	 * @return their count
	 * @throws SqlException if they are refused
	 */
	public Update write(List<InsertBatch> rows) {
		return new Writes(context(), this.engine.queryBudget()).write(rows, true);
	}

	/**
	 * Write points into tables that are created and changed as needed, all of them or
	 * none.
	 * @param request the points
	 * @return the count of their rows
	 * @throws SqlException if they are refused
	 */
	public Update write(SchemalessRequest request) {
		return new SchemalessWrites(context()).write(request);
	}

	/**
	 * Check a query whose question marks stand for values.
	 * @param sql its text
	 * @param parameters the values
	 * @throws SqlException if it is refused
	 */
	public void check(String sql, List<Literal> parameters) {
		try {
			new QueryAnalyzer(context()).analyze(SqlParser.parseQuery(sql, parameters));
		}
		catch (StackOverflowError ex) {
			throw tooDeep();
		}
	}

	/**
	 * Run a query whose question marks stand for values.
	 * @param sql its text
	 * @param parameters the values in the order of the question marks
	 * @return the rows, which the caller closes
	 * @throws SqlException if it is refused or fails
	 */
	public Rows query(String sql, List<Literal> parameters) {
		AnalysisContext context = context();
		try {
			Output output = new QueryAnalyzer(context).analyze(SqlParser.parseQuery(sql, parameters));
			return Results.start(output, context.evaluation(), this.engine.queryBudget());
		}
		catch (StackOverflowError ex) {
			throw tooDeep();
		}
	}

	/**
	 * Open a consumer of topics.
	 * @param options what it asks for
	 * @return a consumer without topics, which the caller closes
	 */
	public TopicConsumer openConsumer(ConsumerOptions options) {
		return new TopicConsumer(this.engine.topics(), this.engine.groups(), options, context().evaluation());
	}

	private static SqlException tooDeep() {
		return new SqlException(0x0100, "Operation not supported: expressions nested this deeply");
	}

	AnalysisContext context() {
		String current = this.database;
		if (current != null && this.engine.catalog().find(current) == null) {
			// dropped since: statements that need it find none
			current = null;
		}
		EvaluationContext evaluation = new EvaluationContext(TaosPrecision.MILLISECOND, this.zone, this.zoneName,
				Instant.now(), current, this.user, this.engine.version());
		return new AnalysisContext(this.engine.catalog(), evaluation, this.engine.topics());
	}

}
