package io.github.taosspring.topic;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, drops and describes topics by a client's statements, over WebSocket and REST
 * alike. Thread-safe. Failures are {@link org.springframework.dao.DataAccessException}s.
 */
public class TaosTopicAdmin {

	private static final Logger logger = LoggerFactory.getLogger(TaosTopicAdmin.class);

	private static final int TOPICS_OUT_OF_RANGE = 0x4004;

	private static final int TOO_MANY_TOPICS = 0x03E2;

	private static final int NO_RETENTION = 0x038C;

	private static final int SUBSCRIBED = 0x03EB;

	private static final String COLUMNS = "topic_name, db_name, `sql`, `schema`, `meta`, `type`";

	private final TaosClient client;

	private final TopicSql sql;

	private final TaosExceptionTranslator translator = new TaosExceptionTranslator();

	/**
	 * Create an admin.
	 * @param client the client; its current database is that of topics which name none
	 * @param context knows the super tables of mapped types
	 */
	public TaosTopicAdmin(TaosClient client, TaosMappingContext context) {
		this.client = client;
		this.sql = new TopicSql(context, client.options().database());
	}

	/**
	 * Create a topic if there is none of its name. One that is there and differs is kept,
	 * with a warning, unless the topic is to {@linkplain TaosTopic#replaceDifferent()
	 * replace} it.
	 * @param topic the topic
	 * @return whether it is there now as it is declared
	 * @throws TaosTopicLimitException if the server has as many topics as it allows
	 * @throws org.springframework.dao.DataAccessException if the server cannot be reached
	 * or refuses it
	 */
	public boolean create(TaosTopic topic) {
		TaosTopicDescription existing = describe(topic.name());
		String create = this.sql.create(topic);
		if (existing == null) {
			execute(topic, create);
			logger.info("Created {}: {}", topic, create);
			return true;
		}
		String difference = this.sql.difference(topic, existing);
		if (difference == null) {
			return true;
		}
		if (topic.replacesDifferent()) {
			drop(topic.name());
			execute(topic, create);
			logger.info("Replaced {}, which was {}: {}", topic, difference, create);
			return true;
		}
		logger.warn(
				"The {} is there and differs from what is declared. It is kept. It was made by: {}. "
						+ "Declared: {}. replaceDifferent() replaces it, and loses the offsets of its groups.",
				topic, difference, create);
		return false;
	}

	private void execute(TaosTopic topic, String create) {
		try {
			this.client.execute(create);
		}
		catch (TaosException ex) {
			if (ex.code() == TOPICS_OUT_OF_RANGE || ex.code() == TOO_MANY_TOPICS) {
				throw new TaosTopicLimitException("The " + topic
						+ " cannot be created: TDengine has as many topics as it allows (20, unless tmqMaxTopicNum in "
						+ "its taos.cfg says otherwise). There are " + names()
						+ ". Drop some, or have several listeners " + "share a topic with a group each. ("
						+ ex.getMessage() + ")", ex);
			}
			String advice = (ex.code() == NO_RETENTION)
					? " (its database keeps no log; set WAL_RETENTION_PERIOD to some time greater than 0)" : "";
			throw this.translator.translate("create the " + topic + advice, create, ex);
		}
	}

	private List<String> names() {
		return describeAll().stream().map(TaosTopicDescription::name).sorted().toList();
	}

	/**
	 * Drop a topic if there is one of this name, and with it the offsets of its groups.
	 * @param name its name, case kept
	 * @throws org.springframework.dao.DataAccessException if the server cannot be reached
	 * or refuses it, as it does while somebody is subscribed
	 */
	public void drop(String name) {
		String drop = "drop topic if exists " + SqlLiteral.identifier(name);
		try {
			this.client.execute(drop);
		}
		catch (TaosException ex) {
			String advice = (ex.code() == SUBSCRIBED) ? " (somebody is subscribed to it)" : "";
			throw this.translator.translate("drop the topic '" + name + "'" + advice, drop, ex);
		}
	}

	/**
	 * Describe a topic.
	 * @param name its name, case kept
	 * @return the topic, {@code null} if there is none of this name
	 * @throws org.springframework.dao.DataAccessException if the server cannot be reached
	 */
	public @Nullable TaosTopicDescription describe(String name) {
		List<TaosTopicDescription> found = read(
				" where topic_name = " + SqlLiteral.of(name, this.client.options().timeZone()));
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Describe all topics that the server has.
	 * @return the topics in no order
	 * @throws org.springframework.dao.DataAccessException if the server cannot be reached
	 */
	public List<TaosTopicDescription> describeAll() {
		return read("");
	}

	private List<TaosTopicDescription> read(String where) {
		String query = "select " + COLUMNS + " from information_schema.ins_topics" + where;
		try (TaosResult result = this.client.query(query)) {
			List<TaosTopicDescription> topics = new ArrayList<>();
			while (result.next()) {
				topics.add(new TaosTopicDescription(String.valueOf(result.getString(0)),
						String.valueOf(result.getString(1)), kind(String.valueOf(result.getString(5))),
						"yes".equals(result.getString(4)), TopicColumns.parse(result.getString(3)),
						String.valueOf(result.getString(2))));
			}
			return topics;
		}
		catch (TaosException ex) {
			throw this.translator.translate("read the topics", query, ex);
		}
	}

	private static TaosTopicKind kind(String type) {
		return switch (type) {
			case "db" -> TaosTopicKind.DATABASE;
			case "stable" -> TaosTopicKind.STABLE;
			default -> TaosTopicKind.QUERY;
		};
	}

}
