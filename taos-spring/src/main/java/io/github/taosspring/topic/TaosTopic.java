package io.github.taosspring.topic;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A topic declared in code: a bean of this type exists in the server before listeners
 * start. Immutable; each method returns a topic of its own.
 *
 * <pre class="code">
 * &#064;Bean
 * TaosTopic highVoltage() {
 *     return TaosTopic.named("high_voltage").as("select * from meters where voltage &gt; 240");
 * }
 * </pre>
 *
 * The database of the topic must have a {@code WAL_RETENTION_PERIOD} other than 0 (3600
 * seconds by default). A TDengine server has 20 topics at most unless its
 * {@code tmqMaxTopicNum} says otherwise.
 */
public final class TaosTopic {

	private final String name;

	private final TaosTopicKind kind;

	private final @Nullable String text;

	private final @Nullable Class<?> type;

	private final @Nullable String database;

	private final @Nullable String where;

	private final Meta meta;

	private final boolean replaceDifferent;

	private TaosTopic(String name, TaosTopicKind kind, @Nullable String text, @Nullable Class<?> type,
			@Nullable String database, @Nullable String where, Meta meta, boolean replaceDifferent) {
		this.name = name;
		this.kind = kind;
		this.text = text;
		this.type = type;
		this.database = database;
		this.where = where;
		this.meta = meta;
		this.replaceDifferent = replaceDifferent;
	}

	/**
	 * Begin a topic.
	 * @param name its name, case kept
	 * @return what says which rows it has
	 */
	public static Builder named(String name) {
		Assert.hasText(name, "A topic needs a name");
		return new Builder(name);
	}

	/**
	 * Return a topic that has only the rows that a condition is true for. For topics of
	 * {@link Builder#of(Class)} and {@link Builder#asStable(String)}; that of a super
	 * table sees its tags only.
	 * @param condition the condition, without {@code where}
	 * @return the topic
	 * @throws IllegalStateException for another kind of topic
	 */
	public TaosTopic where(String condition) {
		Assert.hasText(condition, "The condition is empty");
		if (this.kind == TaosTopicKind.DATABASE) {
			throw new IllegalStateException("Topic '" + this.name + "' is of a whole database and has no condition");
		}
		if (this.kind == TaosTopicKind.QUERY && this.type == null) {
			throw new IllegalStateException("The condition of topic '" + this.name + "' stands in its query");
		}
		return new TaosTopic(this.name, this.kind, this.text, this.type, this.database, condition, this.meta,
				this.replaceDifferent);
	}

	/**
	 * Return a topic on another database than the client's current one.
	 * @param database the database's name, case kept
	 * @return the topic
	 * @throws IllegalStateException for a topic on a query, which names it itself
	 */
	public TaosTopic inDatabase(String database) {
		Assert.hasText(database, "The name of the database is empty");
		if (this.kind == TaosTopicKind.QUERY && this.type == null) {
			throw new IllegalStateException("The database of topic '" + this.name + "' stands in its query");
		}
		return new TaosTopic(this.name, this.kind, this.text, this.type, database, this.where, this.meta,
				this.replaceDifferent);
	}

	/**
	 * Return a topic that also has messages about changes of tables (created, altered,
	 * dropped, rows deleted).
	 * @return the topic
	 * @throws IllegalStateException for a topic on a query, which cannot have them
	 */
	public TaosTopic withMeta() {
		return meta(Meta.WITH);
	}

	/**
	 * Return a topic that has messages about changes of tables and no rows.
	 * @return the topic
	 * @throws IllegalStateException for a topic on a query, which cannot have them
	 */
	public TaosTopic onlyMeta() {
		return meta(Meta.ONLY);
	}

	private TaosTopic meta(Meta meta) {
		if (this.kind == TaosTopicKind.QUERY) {
			throw new IllegalStateException("Topic '" + this.name
					+ "' is on a query, and only topics on a super table or database tell of changes of tables");
		}
		return new TaosTopic(this.name, this.kind, this.text, this.type, this.database, this.where, meta,
				this.replaceDifferent);
	}

	/**
	 * Return a topic that replaces one of this name that is different, instead of being
	 * left out with a warning. With the topic, the offsets of all its groups are lost.
	 * @return the topic
	 */
	public TaosTopic replaceDifferent() {
		return new TaosTopic(this.name, this.kind, this.text, this.type, this.database, this.where, this.meta, true);
	}

	/**
	 * Return the name.
	 * @return the name, case kept
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return what its rows are.
	 * @return the kind
	 */
	public TaosTopicKind kind() {
		return this.kind;
	}

	/**
	 * Return the query or the super table.
	 */
	@Nullable String text() {
		return this.text;
	}

	@Nullable Class<?> type() {
		return this.type;
	}

	@Nullable String database() {
		return this.database;
	}

	@Nullable String condition() {
		return this.where;
	}

	Meta meta() {
		return this.meta;
	}

	boolean replacesDifferent() {
		return this.replaceDifferent;
	}

	@Override
	public String toString() {
		return "topic '" + this.name + "'";
	}

	/**
	 * Whether there are messages about changes of tables.
	 */
	enum Meta {

		NONE(""), WITH("with meta "), ONLY("only meta ");

		private final String clause;

		Meta(String clause) {
			this.clause = clause;
		}

		String clause() {
			return this.clause;
		}

	}

	/**
	 * Says which rows a topic has.
	 */
	public static final class Builder {

		private final String name;

		private Builder(String name) {
			this.name = name;
		}

		private TaosTopic topic(TaosTopicKind kind, @Nullable String text, @Nullable Class<?> type) {
			return new TaosTopic(this.name, kind, text, type, null, null, Meta.NONE, false);
		}

		/**
		 * Take the rows of a query.
		 * @param query a SELECT without aggregates and windows; {@code select *} from a
		 * super table has its tags, {@code tbname} has to be named
		 * @return the topic
		 */
		public TaosTopic as(String query) {
			Assert.hasText(query, "The query is empty");
			return topic(TaosTopicKind.QUERY, query.strip(), null);
		}

		/**
		 * Take the rows of a mapped type: a query of exactly its columns and tags and,
		 * where it has a component for it, the name of the child table.
		 * @param type a record or class annotated with
		 * {@link io.github.taosspring.mapping.SuperTable}
		 * @return the topic
		 */
		public TaosTopic of(Class<?> type) {
			return topic(TaosTopicKind.QUERY, null, type);
		}

		/**
		 * Take all rows of a super table as they are written, without its tags.
		 * @param superTable its name, case kept
		 * @return the topic
		 */
		public TaosTopic asStable(String superTable) {
			Assert.hasText(superTable, "The name of the super table is empty");
			return topic(TaosTopicKind.STABLE, superTable, null);
		}

		/**
		 * Take all rows of a mapped type's super table as they are written, without its
		 * tags.
		 * @param type a record or class annotated with
		 * {@link io.github.taosspring.mapping.SuperTable}
		 * @return the topic
		 */
		public TaosTopic asStable(Class<?> type) {
			return topic(TaosTopicKind.STABLE, null, type);
		}

		/**
		 * Take all rows of the client's current database.
		 * @return the topic
		 */
		public TaosTopic asDatabase() {
			return topic(TaosTopicKind.DATABASE, null, null);
		}

		/**
		 * Take all rows of a database.
		 * @param database its name, case kept
		 * @return the topic
		 */
		public TaosTopic asDatabase(String database) {
			return asDatabase().inDatabase(database);
		}

	}

}
