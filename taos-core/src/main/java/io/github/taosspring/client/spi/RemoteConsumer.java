package io.github.taosspring.client.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * A consumer on a server: one connection, subscribed. The server answers its requests one
 * after the other, so that all wait behind a poll. Its user sees to it that there is
 * never more than one poll under way. Futures are completed on the connection's thread,
 * with a {@link TaosException} if the server refuses or the connection breaks.
 */
public interface RemoteConsumer extends LiveConnection {

	/**
	 * Subscribe again, after {@link #unsubscribe}.
	 * @param topics the topics
	 * @param deadline until when the reply must be there
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	void subscribe(Collection<String> topics, Deadline deadline);

	/**
	 * Give up all topics.
	 * @param deadline until when the reply must be there
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	void unsubscribe(Deadline deadline);

	/**
	 * Ask for the next message with all that is in it.
	 * @param blockingMillis how long the server waits for one
	 * @return the message, {@code null} if there was none
	 */
	CompletableFuture<@Nullable RemoteMessage> poll(long blockingMillis);

	/**
	 * Commit an offset; the server lets it go back.
	 * @param partition the vgroup
	 * @param offset the offset
	 * @return completed when the server has it
	 */
	CompletableFuture<Void> commit(TmqTopicPartition partition, long offset);

	/**
	 * Commit whatever the polls have returned.
	 * @return completed when the server has it
	 */
	CompletableFuture<Void> commitPolled();

	/**
	 * Ask what the group has committed.
	 * @param partitions the vgroups
	 * @param deadline until when the reply must be there
	 * @return the offsets, without those that nothing was committed for
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions, Deadline deadline);

	/**
	 * Ask where the server reads on.
	 * @param partitions the vgroups
	 * @param deadline until when the reply must be there
	 * @return the offsets, without those that there is none for
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions, Deadline deadline);

	/**
	 * Ask which vgroups of a topic are assigned.
	 * @param topic the topic
	 * @param deadline until when the reply must be there
	 * @return the vgroups
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	List<TmqAssignment> assignment(String topic, Deadline deadline);

	/**
	 * Read on from another offset.
	 * @param partition the vgroup
	 * @param offset the offset
	 * @param deadline until when the reply must be there
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	void seek(TmqTopicPartition partition, long offset, Deadline deadline);

	/**
	 * Ask which topics are subscribed.
	 * @param deadline until when the reply must be there
	 * @return the topics
	 * @throws TaosException if the server refuses, the deadline passes or the connection
	 * breaks
	 */
	Set<String> topics(Deadline deadline);

}
