package io.github.taosspring.embedded.internal.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.tmq.RowsBlock;
import io.github.taosspring.embedded.internal.tmq.TopicMessage;

/**
 * A message that a client was told of and may fetch, until the next one comes.
 */
final class GivenMessage {

	private final long id;

	private final TopicMessage message;

	private final boolean tableNames;

	private int fetched;

	private @Nullable RowsBlock block;

	private long fetchReqId;

	GivenMessage(long id, TopicMessage message, boolean tableNames) {
		this.id = id;
		this.message = message;
		this.tableNames = tableNames;
	}

	long id() {
		return this.id;
	}

	TopicMessage message() {
		return this.message;
	}

	/**
	 * Return whether rows carry the names of their tables; the results of queries never
	 * do.
	 */
	boolean hasTableNames() {
		return this.tableNames && this.message.carriesTables();
	}

	/**
	 * Go on to the next block.
	 * @param reqId the id of the request, which the block's frame repeats
	 * @return the block, {@code null} after the last
	 */
	@Nullable RowsBlock fetch(long reqId) {
		List<RowsBlock> blocks = this.message.blocks();
		if (this.fetched == blocks.size()) {
			return null;
		}
		this.fetchReqId = reqId;
		RowsBlock next = blocks.get(this.fetched++);
		this.block = next;
		return next;
	}

	/**
	 * Return the block that was fetched last.
	 * @return the block, {@code null} for none
	 */
	@Nullable RowsBlock block() {
		return this.block;
	}

	long fetchReqId() {
		return this.fetchReqId;
	}

}
