package io.github.taosspring.embedded.internal.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.TopicAnalyzer;
import io.github.taosspring.embedded.internal.analysis.TopicQuery;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import io.github.taosspring.embedded.internal.tmq.Topic;
import io.github.taosspring.embedded.internal.tmq.TopicRecords;
import io.github.taosspring.embedded.internal.tmq.TopicRegistry;

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
		if (statement instanceof TopicStatement.DropTopic drop) {
			this.topics.drop(drop.topic(), drop.ifExists(), drop.force());
		}
		else if (statement instanceof TopicStatement.DropConsumerGroup drop) {
			this.topics.dropGroup(drop.group(), drop.topic(), drop.ifExists(), drop.force());
		}
		else {
			create(statement, sql);
		}
		return new Update(0);
	}

	private void create(TopicStatement statement, String sql) {
		Instant now = this.context.evaluation().instant();
		Topic topic = topic(statement, sql, now, new TopicAnalyzer(this.context));
		if (topic.name().isEmpty() || topic.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new SqlException(0x2617, "Invalid identifier name: " + topic.name());
		}
		this.topics.create(topic, record(topic), ifNotExists(statement));
	}

	private static boolean ifNotExists(TopicStatement statement) {
		return statement instanceof TopicStatement.CreateQueryTopic query && query.ifNotExists()
				|| statement instanceof TopicStatement.CreateDatabaseTopic database && database.ifNotExists()
				|| statement instanceof TopicStatement.CreateSuperTableTopic table && table.ifNotExists();
	}

	/**
	 * Make the topic of a statement that creates one.
	 */
	Topic topic(TopicStatement statement, String sql, Instant created, TopicAnalyzer analyzer) {
		if (statement instanceof TopicStatement.CreateQueryTopic create) {
			TopicQuery query = analyzer.analyze(create.query());
			return new Topic(create.topic(), Topic.Kind.COLUMN, query.table().database(), query,
					TopicStatement.Meta.NONE, sql, created);
		}
		if (statement instanceof TopicStatement.CreateDatabaseTopic create) {
			return new Topic(create.topic(), Topic.Kind.DATABASE, this.context.catalog().require(create.database()),
					null, create.meta(), sql, created);
		}
		if (statement instanceof TopicStatement.CreateSuperTableTopic create) {
			Database database = this.context.database(create.table());
			if (!(database.table(create.table().name()) instanceof SuperTable table)) {
				throw new SqlException(0x0362, "STable not exist");
			}
			return new Topic(create.topic(), Topic.Kind.STABLE, database, analyzer.analyze(table, create.where()),
					create.meta(), sql, created);
		}
		throw new IllegalArgumentException(statement + " creates no topic");
	}

	private TopicRecords.Created record(Topic topic) {
		EvaluationContext evaluation = this.context.evaluation();
		TableSchema schema = (topic.query() != null) ? topic.query().table().schema() : null;
		return new TopicRecords.Created(topic.name(), topic.sql(), topic.created().toEpochMilli(),
				evaluation.database(), evaluation.zoneName(), evaluation.user(),
				(schema != null) ? schema.nextSlot() : 0, (schema != null) ? schema.nextTagSlot() : 0);
	}

}
