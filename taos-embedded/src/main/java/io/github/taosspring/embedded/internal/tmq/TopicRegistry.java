package io.github.taosspring.embedded.internal.tmq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.analysis.Subscriptions;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.plan.ScanColumn;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.TopicStatement;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a server, and what they forbid: tables, columns and databases that a
 * topic needs stay as they are.
 * <p>
 * Thread-safe. Checks read a list that is replaced as a whole, so that they may be made
 * under a database's lock.
 */
public final class TopicRegistry implements Subscriptions {

	/** The most topics that a server has ({@code tmqMaxTopicNum}). */
	static final int MOST_TOPICS = 20;

	private final ReentrantLock lock = new ReentrantLock();

	private final ConsumerGroups groups;

	private final TopicRecords records;

	private volatile Map<String, Topic> topics = Map.of();

	/**
	 * Create a registry without topics.
	 * @param groups who consumes them
	 * @param records what keeps them
	 */
	public TopicRegistry(ConsumerGroups groups, TopicRecords records) {
		this.groups = groups;
		this.records = records;
	}

	/**
	 * Create a topic.
	 * @param topic the topic
	 * @param record what it can be made of again
	 * @param ifNotExists whether one of that name is no error
	 * @throws SqlException 0x03E0 if there is one of that name, 0x038C if its database
	 * keeps no log, 0x4004 if there are too many
	 */
	public void create(Topic topic, TopicRecords.Created record, boolean ifNotExists) {
		this.lock.lock();
		try {
			if (this.topics.containsKey(topic.name())) {
				if (ifNotExists) {
					return;
				}
				throw new SqlException(0x03E0, "Topic already exists");
			}
			if (topic.database().options().get("wal_retention_period").equals("0")) {
				throw noRetention();
			}
			if (this.topics.size() >= MOST_TOPICS) {
				throw new SqlException(0x4004, "Topic num out of range");
			}
			this.records.put(record);
			put(topic);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void put(Topic topic) {
		Map<String, Topic> next = new LinkedHashMap<>(this.topics);
		next.put(topic.name(), topic);
		this.topics = next;
	}

	/**
	 * Take over a topic, its groups and what they committed from the records.
	 * @param topic the topic
	 */
	public void restore(Topic topic) {
		this.lock.lock();
		try {
			put(topic);
			this.groups.restore(topic);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drop a topic.
	 * @param name the name
	 * @param ifExists whether it is no error if there is none
	 * @param force whether its consumers are thrown out
	 * @throws SqlException 0x03E1 if there is none, 0x03EB if it has consumers
	 */
	public void drop(String name, boolean ifExists, boolean force) {
		this.lock.lock();
		try {
			if (!this.topics.containsKey(name)) {
				if (ifExists) {
					return;
				}
				throw new SqlException(0x03E1, "Topic not exist");
			}
			this.groups.dropTopic(name, force);
			this.records.remove(name);
			Map<String, Topic> next = new LinkedHashMap<>(this.topics);
			next.remove(name);
			this.topics = next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget a group and what it committed.
	 * @param group the group
	 * @param topic the topic
	 * @param ifExists whether it is no error if there is none
	 * @param force whether its consumers are thrown out
	 * @throws SqlException 0x03E8 if there is none, 0x03EC if it has consumers
	 */
	public void dropGroup(String group, String topic, boolean ifExists, boolean force) {
		if (!this.groups.dropGroup(group, topic, force) && !ifExists) {
			throw new SqlException(0x03E8, "Subcribe not exist");
		}
	}

	/**
	 * Return the topics in the order of their creation.
	 * @return the topics as they are now
	 */
	public List<Topic> all() {
		return List.copyOf(this.topics.values());
	}

	/**
	 * Find a topic.
	 * @param name the name, case-sensitive
	 * @return the topic, {@code null} if there is none
	 */
	public @Nullable Topic find(String name) {
		return this.topics.get(name);
	}

	/**
	 * Find topics that must be there, and let a consumer have them.
	 */
	void subscribe(Member member, List<String> names) {
		this.lock.lock();
		try {
			List<Topic> found = new ArrayList<>();
			for (String name : names) {
				Topic topic = this.topics.get(name);
				if (topic == null) {
					throw new SqlException(0x03E1, "Topic not exist");
				}
				if (!found.contains(topic)) {
					found.add(topic);
				}
			}
			this.groups.subscribe(member, found);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Refuse to drop a database that has topics.
	 * @param database the database
	 * @throws SqlException 0x03ED
	 */
	public void checkDrop(Database database) {
		if (has(database)) {
			throw inUse();
		}
	}

	/**
	 * Refuse to drop a super table that topics need.
	 * @param table the table
	 * @throws SqlException 0x03ED
	 */
	public void checkDrop(SuperTable table) {
		if (this.topics.values().stream().anyMatch((topic) -> topic.needs(table))) {
			throw inUse();
		}
	}

	/**
	 * Refuse to drop the log of a database that has topics.
	 * @param database the database
	 * @throws SqlException 0x038C
	 */
	public void checkNoRetention(Database database) {
		if (has(database)) {
			throw noRetention();
		}
	}

	/**
	 * Refuse to change a column or tag that a topic needs.
	 * @param table the table
	 * @param kind whether it is a column or a tag
	 * @param slot its slot
	 * @throws SqlException 0x03C4, 0x0527 for a normal table
	 */
	public void checkChange(Table table, ScanColumn.Kind kind, int slot) {
		if (this.topics.values().stream().anyMatch((topic) -> topic.uses(table, kind, slot))) {
			throw (table instanceof SuperTable) ? new SqlException(0x03C4, "Field used by topic")
					: new SqlException(0x0527, "Table column is subscribed");
		}
	}

	private boolean has(Database database) {
		return this.topics.values().stream().anyMatch((topic) -> topic.database() == database);
	}

	private static SqlException inUse() {
		return new SqlException(0x03ED, "Topic must be dropped first");
	}

	private static SqlException noRetention() {
		return new SqlException(0x038C, "WAL retention period is zero");
	}

	@Override
	public List<@Nullable Object[]> topicRows() {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Topic topic : all()) {
			rows.add(new @Nullable Object[] { text(topic.name()), text(topic.database().name()),
					topic.created().toEpochMilli(), text(topic.sql()), text(schema(topic)),
					text((topic.meta() == TopicStatement.Meta.NONE) ? "no" : "yes"), text(topic.kind().text()) });
		}
		return rows;
	}

	/**
	 * Return the columns as a JSON document, as {@code ins_topics} has them.
	 */
	private static String schema(Topic topic) {
		if (topic.query() == null) {
			return "NULL";
		}
		List<String> columns = new ArrayList<>();
		SuperTable table = topic.superTable();
		if (table != null) {
			for (SchemaColumn column : table.schema().columns()) {
				columns.add(column(column.name(), column.type()));
			}
		}
		else {
			for (Output.Column column : topic.query().columns()) {
				columns.add(column(column.name(), column.type()));
			}
		}
		return "[" + String.join(",", columns) + "]";
	}

	private static String column(String name, ColumnType type) {
		return "{\"name\":\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"type\":\""
				+ type.type().sqlName() + "\",\"length\":" + type.length() + "}";
	}

	@Override
	public List<@Nullable Object[]> subscriptionRows() {
		return this.groups.subscriptionRows();
	}

	@Override
	public List<@Nullable Object[]> consumerRows() {
		return this.groups.consumerRows();
	}

	private static byte[] text(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

}
