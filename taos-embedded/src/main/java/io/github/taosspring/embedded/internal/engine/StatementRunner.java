package io.github.taosspring.embedded.internal.engine;

import java.util.Locale;
import java.util.Set;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.analysis.QueryAnalyzer;
import io.github.taosspring.embedded.internal.analysis.ShowAnalyzer;
import io.github.taosspring.embedded.internal.insert.InsertReader;
import io.github.taosspring.embedded.internal.sql.AdminStatement;
import io.github.taosspring.embedded.internal.sql.DatabaseStatement;
import io.github.taosspring.embedded.internal.sql.Query;
import io.github.taosspring.embedded.internal.sql.ShowStatement;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlParser;
import io.github.taosspring.embedded.internal.sql.Statement;
import io.github.taosspring.embedded.internal.sql.TableStatement;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import io.github.taosspring.embedded.internal.sql.UserStatement;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;

/**
 * Runs one statement.
 */
final class StatementRunner {

	/** What the community's TDengine refuses itself, with this bare text. */
	private static final Set<String> REFUSED = Set.of("CREATE VIEW", "CREATE OR REPLACE VIEW", "DROP VIEW", "COMPACT");

	private final EngineSession session;

	private final AnalysisContext context;

	private final TopicRegistry topics;

	private final long budget;

	StatementRunner(EngineSession session, AnalysisContext context, TopicRegistry topics, long budget) {
		this.session = session;
		this.context = context;
		this.topics = topics;
		this.budget = budget;
	}

	EngineResult run(String sql) {
		if (InsertReader.reads(sql)) {
			return new Writes(this.context, this.budget).values(sql);
		}
		Statement statement = SqlParser.parse(sql);
		if (statement instanceof Query query) {
			return rows(new QueryAnalyzer(this.context).analyze(query));
		}
		if (statement instanceof ShowStatement show) {
			return rows(new ShowAnalyzer(this.context).analyze(show));
		}
		if (statement instanceof Statement.Describe describe) {
			return rows(new ShowAnalyzer(this.context).analyze(describe));
		}
		if (statement instanceof Statement.InsertSelect insert) {
			return new Writes(this.context, this.budget).select(insert);
		}
		if (statement instanceof Statement.Delete delete) {
			return new Writes(this.context, this.budget).delete(delete);
		}
		if (statement instanceof DatabaseStatement database) {
			return DatabaseStatements.run(database, this.context.catalog(), this.topics, this.session);
		}
		if (statement instanceof TableStatement table) {
			return new TableStatements(this.context, this.topics).run(table);
		}
		if (statement instanceof UserStatement user) {
			return UserStatements.run(user, this.context.catalog().users());
		}
		if (statement instanceof AdminStatement admin) {
			return admin(admin);
		}
		if (statement instanceof TopicStatement topic) {
			return new TopicStatements(this.context, this.topics).run(topic, sql);
		}
		throw new SqlException(0x0100, "Operation not supported: explain");
	}

	private EngineResult rows(Output output) {
		return Results.start(output, this.context.evaluation(), this.budget);
	}

	/**
	 * There is no cache to reset; a query that doesn't run can't be killed; all else is
	 * refused.
	 */
	private static Update admin(AdminStatement admin) {
		if (admin.kind().equals("RESET QUERY CACHE")) {
			return new Update(0);
		}
		if (admin.kind().equals("KILL QUERY")) {
			throw new SqlException(0x030C, "Invalid query id");
		}
		if (REFUSED.contains(admin.kind())) {
			throw new SqlException(0x0100, "Operation not supported");
		}
		throw new SqlException(0x0100, "Operation not supported: " + admin.kind().toLowerCase(Locale.ROOT));
	}

}
