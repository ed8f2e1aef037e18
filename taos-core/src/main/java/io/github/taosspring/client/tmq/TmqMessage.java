package io.github.taosspring.client.tmq;

import java.util.List;

/**
 * What one poll brought: entries of one vgroup's log, in the log's order.
 * <p>
 * A message has bytes of its own: it stays valid for ever, also after the next poll and
 * after its consumer was closed, may be read by many threads, and needs no closing. Its
 * blocks are views on these bytes, so that keeping one block keeps the message's bytes.
 */
public interface TmqMessage {

	/**
	 * Return the topic and the vgroup.
	 * @return what the message's offset belongs to
	 */
	TmqTopicPartition partition();

	/**
	 * Return the topic.
	 * @return its name
	 */
	default String topic() {
		return partition().topic();
	}

	/**
	 * Return the vgroup.
	 * @return its id
	 */
	default int vgroup() {
		return partition().vgroup();
	}

	/**
	 * Return the database that the rows come from.
	 * @return its name
	 */
	String database();

	/**
	 * Return the offset behind this message: the one that {@link TmqConsumer#commit}
	 * commits, and from which a group goes on that has committed it.
	 * @return the offset, -1 if the message does not come from the log but from a
	 * snapshot of the tables ({@link TmqOptions#snapshot()})
	 */
	long endOffset();

	/**
	 * Return what this message consists of.
	 * @return the kind
	 */
	TmqMessageKind kind();

	/**
	 * Return the rows, by table and schema. One table may come in many blocks, and the
	 * order matters: it is that of the writes.
	 * @return the blocks in order, empty for {@link TmqMessageKind#META}
	 */
	List<TmqBlock> blocks();

	/**
	 * Return what was created, altered, dropped or deleted.
	 * @return the changes in order, empty for {@link TmqMessageKind#DATA}
	 */
	List<TmqMeta> metas();

	/**
	 * Return the number of rows.
	 * @return the rows of all blocks
	 */
	default int rows() {
		int rows = 0;
		List<TmqBlock> blocks = blocks();
		for (int i = 0; i < blocks.size(); i++) {
			rows += blocks.get(i).block().rows();
		}
		return rows;
	}

	/**
	 * Return a message that no consumer received, for tests. A consumer refuses to commit
	 * it.
	 * @param partition the topic and the vgroup
	 * @param database the database
	 * @param endOffset the offset behind the message
	 * @param blocks the rows
	 * @param metas the changes; with rows as well the message is
	 * {@link TmqMessageKind#META_AND_DATA}
	 * @return the message
	 */
	static TmqMessage of(TmqTopicPartition partition, String database, long endOffset, List<TmqBlock> blocks,
			List<TmqMeta> metas) {
		return new GivenMessage(partition, database, endOffset, List.copyOf(blocks), List.copyOf(metas));
	}

}
