package io.github.taosspring.embedded.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * A statement about topics and consumer groups.
 */
public sealed interface TopicStatement extends Statement {

	/** What a topic carries besides rows. */
	enum Meta {

		/** Rows only. */
		NONE,

		/** Rows and changes of tables. */
		WITH,

		/** Changes of tables only. */
		ONLY

	}

	/**
	 * {@code CREATE TOPIC name AS SELECT …}.
	 *
	 * @param topic the name
	 * @param ifNotExists whether an existing topic is no error
	 * @param query what it carries
	 */
	record CreateQueryTopic(String topic, boolean ifNotExists, Query query) implements TopicStatement {
	}

	/**
	 * {@code CREATE TOPIC name [WITH META] AS DATABASE db}.
	 *
	 * @param topic the name
	 * @param ifNotExists whether an existing topic is no error
	 * @param meta whether changes of tables are included
	 * @param database the database
	 */
	record CreateDatabaseTopic(String topic, boolean ifNotExists, Meta meta,
			String database) implements TopicStatement {
	}

	/**
	 * {@code CREATE TOPIC name [WITH META] AS STABLE table [WHERE …]}.
	 *
	 * @param topic the name
	 * @param ifNotExists whether an existing topic is no error
	 * @param meta whether changes of tables are included
	 * @param table the super table
	 * @param where the condition on its child tables, or null
	 */
	record CreateSuperTableTopic(String topic, boolean ifNotExists, Meta meta, TableName table,
			@Nullable Expression where) implements TopicStatement {
	}

	/**
	 * {@code DROP TOPIC [IF EXISTS] name}.
	 *
	 * @param topic the name
	 * @param ifExists whether a missing topic is no error
	 * @param force whether consumers are thrown out
	 */
	record DropTopic(String topic, boolean ifExists, boolean force) implements TopicStatement {
	}

	/**
	 * {@code DROP CONSUMER GROUP [IF EXISTS] group ON topic}.
	 *
	 * @param group the group
	 * @param topic the topic
	 * @param ifExists whether a missing group is no error
	 * @param force whether consumers are thrown out
	 */
	record DropConsumerGroup(String group, String topic, boolean ifExists, boolean force) implements TopicStatement {
	}

}
