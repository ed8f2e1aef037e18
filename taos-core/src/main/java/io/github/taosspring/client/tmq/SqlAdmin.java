package io.github.taosspring.client.tmq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosExecutor;
import io.github.taosspring.client.TaosResult;

/**
 * {@link TmqAdmin} by SQL.
 */
final class SqlAdmin implements TmqAdmin {

	private static final String LIST = "select topic_name, db_name, `sql` from information_schema.ins_topics "
			+ "order by topic_name";

	private final TaosExecutor executor;

	SqlAdmin(TaosExecutor executor) {
		this.executor = executor;
	}

	@Override
	public void create(TmqTopic topic) {
		this.executor.execute(topic.toSql(true));
	}

	@Override
	public void drop(String name) {
		this.executor.execute("drop topic if exists " + TmqTopic.quoted(name));
	}

	@Override
	public List<TmqTopicInfo> list() {
		List<TmqTopicInfo> topics = new ArrayList<>();
		try (TaosResult result = this.executor.query(LIST)) {
			for (Block block : result.blocks()) {
				for (int row = 0; row < block.rows(); row++) {
					topics.add(new TmqTopicInfo(text(block, 0, row), text(block, 1, row), text(block, 2, row)));
				}
			}
		}
		return topics;
	}

	private static String text(Block block, int column, int row) {
		return Objects.requireNonNullElse(block.getString(column, row), "");
	}

	@Override
	public void dropGroup(String group, String topic) {
		this.executor
			.execute("drop consumer group if exists " + TmqTopic.quoted(group) + " on " + TmqTopic.quoted(topic));
	}

}
