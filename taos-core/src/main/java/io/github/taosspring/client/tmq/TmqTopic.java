package io.github.taosspring.client.tmq;

import java.util.Objects;

import io.github.taosspring.client.TaosErrors;

/**
 * A topic to be created: a name and what it is on. Immutable.
 */
public final class TmqTopic {

	private final String name;

	private final boolean withMeta;

	private final String source;

	private TmqTopic(String name, boolean withMeta, String source) {
		this.name = name;
		this.withMeta = withMeta;
		this.source = source;
	}

	/**
	 * Begin a topic.
	 * @param name its name, without back-quotes, case kept; at most 192 bytes
	 * @return what asks for the topic's source
	 * @throws io.github.taosspring.client.TaosInterfaceException if the name is empty or
	 * has a back-quote
	 */
	public static Source named(String name) {
		checkName("name of a topic", name);
		return new Source(name);
	}

	private static void checkName(String what, String name) {
		if (name.isBlank() || name.indexOf('`') >= 0) {
			throw TaosErrors.misuse("The " + what + " must not be empty or contain '`', was '" + name + "'");
		}
	}

	static String quoted(String name) {
		checkName("name", name);
		return "`" + name + "`";
	}

	/**
	 * Return the name.
	 * @return the name, without back-quotes
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return whether the topic tells of changes of tables.
	 * @return whether it is {@code WITH META}
	 */
	public boolean isWithMeta() {
		return this.withMeta;
	}

	/**
	 * Return the statement that creates this topic.
	 * @param ifNotExists whether an existing topic of this name is left as it is
	 * @return the SQL
	 */
	public String toSql(boolean ifNotExists) {
		return "create topic " + (ifNotExists ? "if not exists " : "") + quoted(this.name)
				+ (this.withMeta ? " with meta" : "") + " as " + this.source;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TmqTopic topic && this.name.equals(topic.name) && this.withMeta == topic.withMeta
				&& this.source.equals(topic.source);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.name, this.withMeta, this.source);
	}

	@Override
	public String toString() {
		return toSql(false);
	}

	/**
	 * Asks for what a topic is on.
	 */
	public static final class Source {

		private final String name;

		private boolean withMeta;

		private Source(String name) {
			this.name = name;
		}

		/**
		 * Let the topic tell of changes of tables as well; for topics on a super table or
		 * a database.
		 * @return this
		 */
		public Source withMeta() {
			this.withMeta = true;
			return this;
		}

		/**
		 * Create a topic on a query, whose rows are what the query selects: columns, tags
		 * and scalar functions, no aggregates.
		 * @param query the SELECT; the database stands in it
		 * @return the topic
		 * @throws io.github.taosspring.client.TaosInterfaceException if
		 * {@link #withMeta()} was asked for, which such a topic cannot have
		 */
		public TmqTopic as(String query) {
			if (this.withMeta) {
				throw TaosErrors.unsupported("The topic '" + this.name
						+ "' on a query cannot be 'with meta'; only topics on super tables and databases can");
			}
			return new TmqTopic(this.name, false, query);
		}

		/**
		 * Create a topic on a super table, whose rows come without tags.
		 * @param database its database, without back-quotes
		 * @param superTable its name, without back-quotes
		 * @return the topic
		 */
		public TmqTopic onSuperTable(String database, String superTable) {
			return new TmqTopic(this.name, this.withMeta, "stable " + quoted(database) + "." + quoted(superTable));
		}

		/**
		 * Create a topic on the child tables of a super table whose tags meet a
		 * condition.
		 * @param database its database, without back-quotes
		 * @param superTable its name, without back-quotes
		 * @param condition the condition in SQL, on tags and {@code tbname}
		 * @return the topic
		 */
		public TmqTopic onSuperTable(String database, String superTable, String condition) {
			return new TmqTopic(this.name, this.withMeta,
					"stable " + quoted(database) + "." + quoted(superTable) + " where " + condition);
		}

		/**
		 * Create a topic on all tables of a database, whose rows come without tags.
		 * @param database the database, without back-quotes
		 * @return the topic
		 */
		public TmqTopic onDatabase(String database) {
			return new TmqTopic(this.name, this.withMeta, "database " + quoted(database));
		}

	}

}
