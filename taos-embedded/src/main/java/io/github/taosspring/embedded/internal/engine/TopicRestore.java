package io.github.taosspring.embedded.internal.engine;

import java.time.Instant;

import io.github.taosspring.embedded.internal.analysis.AnalysisContext;
import io.github.taosspring.embedded.internal.analysis.TopicAnalyzer;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlParser;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import io.github.taosspring.embedded.internal.tmq.Topic;
import io.github.taosspring.embedded.internal.tmq.TopicRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics again that a server had before it ended, with their groups and what
 * they committed.
 */
final class TopicRestore {

	private static final Logger logger = LoggerFactory.getLogger(TopicRestore.class);

	private final Engine engine;

	private final TopicRecords records;

	TopicRestore(Engine engine, TopicRecords records) {
		this.engine = engine;
		this.records = records;
	}

	void run() {
		this.records.topics().forEach(this::restore);
	}

	private void restore(TopicRecords.Created record) {
		EngineSession session = new EngineSession(this.engine, record.user());
		session.zone(record.zone());
		if (record.database() != null && this.engine.catalog().find(record.database()) != null) {
			session.use(record.database());
		}
		AnalysisContext context = session.context();
		try {
			TopicStatement statement = (TopicStatement) SqlParser.parse(record.sql());
			Topic topic = new TopicStatements(context, this.engine.topics()).topic(statement, record.sql(),
					Instant.ofEpochMilli(record.created()),
					new TopicAnalyzer(context, record.columns(), record.tags()));
			this.engine.topics().restore(topic);
		}
		catch (SqlException ex) {
			// its table was dropped since, which is allowed for all but super tables
			logger.warn("Topic {} is gone, as is what it was made of: {}", record.name(), ex.getMessage());
			this.records.removeAll(record.name());
		}
	}

}
