package io.github.taosspring.client.tmq;

import java.util.List;

/**
 * A {@link TmqMessage} that no consumer received.
 */
record GivenMessage(TmqTopicPartition partition, String database, long endOffset, List<TmqBlock> blocks,
		List<TmqMeta> metas) implements TmqMessage {

	@Override
	public TmqMessageKind kind() {
		if (this.metas.isEmpty()) {
			return TmqMessageKind.DATA;
		}
		return this.blocks.isEmpty() ? TmqMessageKind.META : TmqMessageKind.META_AND_DATA;
	}

}
