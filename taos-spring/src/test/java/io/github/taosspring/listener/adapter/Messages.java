package io.github.taosspring.listener.adapter;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.testing.FakeTaosResult;
import io.github.taosspring.testing.Results;
import org.jspecify.annotations.Nullable;

/**
 * Builds messages of topic {@code power}, vgroup 3, that end at offset 42.
 */
final class Messages {

	private final List<TmqBlock> blocks = new ArrayList<>();

	private final List<TmqMeta> metas = new ArrayList<>();

	private Messages() {
	}

	static Messages of() {
		return new Messages();
	}

	Messages block(@Nullable String table, Results rows) {
		FakeTaosResult result = rows.build();
		result.next();
		this.blocks.add(new TmqBlock(table, 1, result.block().copy()));
		return this;
	}

	Messages meta(TmqMeta meta) {
		this.metas.add(meta);
		return this;
	}

	TmqMessage build() {
		return build(42);
	}

	TmqMessage build(long endOffset) {
		return TmqMessage.of(new TmqTopicPartition("power", 3), "db", endOffset, this.blocks, this.metas);
	}

}
