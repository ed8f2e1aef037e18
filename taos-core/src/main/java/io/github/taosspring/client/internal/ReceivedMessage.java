package io.github.taosspring.client.internal;

import java.util.List;

import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMessageKind;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * {@link TmqMessage} of a consumer, which knows the assignment that it was received
 * under.
 */
final class ReceivedMessage implements TmqMessage {

	private final RemoteMessage message;

	private final AssignedPartition assigned;

	ReceivedMessage(RemoteMessage message, AssignedPartition assigned) {
		this.message = message;
		this.assigned = assigned;
	}

	AssignedPartition assigned() {
		return this.assigned;
	}

	@Override
	public TmqTopicPartition partition() {
		return this.message.partition();
	}

	@Override
	public String database() {
		return this.message.database();
	}

	@Override
	public long endOffset() {
		return this.message.end();
	}

	@Override
	public TmqMessageKind kind() {
		return this.message.kind();
	}

	@Override
	public List<TmqBlock> blocks() {
		return this.message.blocks();
	}

	@Override
	public List<TmqMeta> metas() {
		return this.message.metas();
	}

	@Override
	public String toString() {
		return "TmqMessage[" + partition() + ", " + kind() + ", endOffset=" + endOffset() + ", rows=" + rows() + "]";
	}

}
