package io.github.taosspring.client.spi;

import java.util.List;

import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessageKind;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * A message as the server sent it.
 *
 * @param partition the topic and the vgroup
 * @param database the database
 * @param kind what it consists of
 * @param begin the offset that it was asked for by, -1 if that is none of the log or was
 * not told
 * @param end the offset behind it, -1 if that is none of the log
 * @param blocks its rows
 * @param metas its changes of tables
 */
public record RemoteMessage(TmqTopicPartition partition, String database, TmqMessageKind kind, long begin, long end,
		List<TmqBlock> blocks, List<TmqMeta> metas) {

}
