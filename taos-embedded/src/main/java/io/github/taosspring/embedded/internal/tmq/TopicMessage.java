package io.github.taosspring.embedded.internal.tmq;

import java.util.List;

import io.github.taosspring.client.wire.TmqDataEncoder;
import io.github.taosspring.embedded.internal.catalog.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is given at once: part of one vgroup's log as a topic shows it.
 * Immutable.
 *
 * @param topic the topic
 * @param vgroup the vgroup's id
 * @param kind what is in it
 * @param from the version at which it begins, {@link #SNAPSHOT} if its rows were there
 * before the log
 * @param reached the version to go on with
 * @param blocks the rows
 * @param document the changes of tables in JSON, {@code null} if there are none
 * @param creations the child tables that were created with the rows
 */
public record TopicMessage(Topic topic, int vgroup, Kind kind, long from, long reached, List<RowsBlock> blocks,
		@Nullable String document, List<Change.Creation> creations) {

	/** The version of what was there before the log, as clients see it. */
	public static final long SNAPSHOT = -2147467258;

	/** What messages hold. */
	public enum Kind {

		/** Rows. */
		DATA(1),

		/** Changes of tables. */
		META(2),

		/** Rows with the child tables that were created with them. */
		METADATA(3);

		private final int code;

		Kind(int code) {
			this.code = code;
		}

		/**
		 * Return the number that clients know.
		 * @return the {@code message_type}
		 */
		public int code() {
			return this.code;
		}

	}

	/**
	 * Return the offset that {@code poll} names: where rows begin, where changes of
	 * tables end.
	 * @return the version
	 */
	public long offset() {
		return (this.kind == Kind.META && this.from != SNAPSHOT) ? this.reached : this.from;
	}

	/**
	 * Return the number of rows.
	 * @return the rows of all blocks
	 */
	public long rows() {
		return this.blocks.stream().mapToLong(RowsBlock::rows).sum();
	}

	/**
	 * Return whether rows are those of tables, not results of a query.
	 * @return whether they have the names of their tables
	 */
	public boolean carriesTables() {
		return this.topic.kind() != Topic.Kind.COLUMN;
	}

	/**
	 * Return the rows as {@code fetch_raw_data} has them.
	 * @param tableNames whether with the names of their tables
	 * @return the bytes
	 */
	public byte[] encode(boolean tableNames) {
		TmqDataEncoder encoder = (this.from == SNAPSHOT) ? TmqDataEncoder.snapshot(this.reached, tableNames)
				: TmqDataEncoder.log(this.from, this.reached, tableNames);
		this.blocks.forEach((block) -> block.addTo(encoder, tableNames));
		return (this.kind == Kind.METADATA) ? encoder.finish(this.creations.stream().map(CreateRequest::of).toList())
				: encoder.finish();
	}

}
