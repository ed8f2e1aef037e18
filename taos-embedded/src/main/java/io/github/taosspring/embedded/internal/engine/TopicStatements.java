package io.github.taosspring.embedded.internal.engine;

import java.nio.charset.StandardCharsets;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.TopicAnalyzer;
import io.github.taosspring.embedded.internal.analysis.TopicQuery;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import io.github.taosspring.embedded.internal.tmq.Topic;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements about topics and consumer groups.
 */
final class TopicStatements {

	private static final int LONGEST_NAME = 192;

	private final AnalysisContext context;

	private final TopicRegistry topics;

	TopicStatements(AnalysisContext context, TopicRegistry topics) {
		this.context = context;
		this.topics = topics;
	}

	Update run(TopicStatement statement, String sql) {
		if (statement instanceof TopicStatement.CreateQueryTopic create) {
			TopicQuery query = new TopicAnalyzer(this.context).analyze(create.query());
			create(create.topic(), Topic.Kind.COLUMN, query.table().database(), query, TopicStatement.Meta.NONE, sql,
					create.ifNotExists());
		}
		else if (statement instanceof TopicStatement.CreateDatabaseTopic create) {
			create(create.topic(), Topic.Kind.DATABASE, this.context.catalog().require(create.database()), null,
					create.meta(), sql, create.ifNotExists());
		}
		else if (statement instanceof TopicStatement.CreateSuperTableTopic create) {
			Database database = this.context.database(create.table());
			if (!(database.table(create.table().name()) instanceof SuperTable table)) {
				throw new SqlException(0x0362, "STable not exist");
			}
			TopicQuery query = new TopicAnalyzer(this.context).analyze(table, create.where());
			create(create.topic(), Topic.Kind.STABLE, database, query, create.meta(), sql, create.ifNotExists());
		}
		else if (statement instanceof TopicStatement.DropTopic drop) {
			this.topics.drop(drop.topic(), drop.ifExists(), drop.force());
		}
		else if (statement instanceof TopicStatement.DropConsumerGroup drop) {
			this.topics.dropGroup(drop.group(), drop.topic(), drop.ifExists(), drop.force());
		}
		return new Update(0);
	}

	private void create(String name, Topic.Kind kind, Database database, @Nullable TopicQuery query,
			TopicStatement.Meta meta, String sql, boolean ifNotExists) {
		if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new SqlException(0x2617, "Invalid identifier name: " + name);
		}
		Topic topic = new Topic(name, kind, database, query, meta, sql, this.context.evaluation().instant());
		this.topics.create(topic, ifNotExists);
	}

}
