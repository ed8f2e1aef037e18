package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;

/**
 * Consumes topics as a member of a group.
 * <p>
 * <b>Threads.</b> A consumer is for one thread at a time: a call while another thread is
 * within one fails with a {@link io.github.taosspring.client.TaosInterfaceException}.
 * Only {@link #wakeup()}, {@link #commitAsync}, {@link #isCurrent},
 * {@link #droppedCommits()} and {@code close} may be called by any thread at any time.
 * <p>
 * <b>Delivery</b> is at least once, in the order of the log within a vgroup. Nothing is
 * committed but by {@link #commit} and {@link #commitAsync}, or, with
 * {@link TmqOptions#autoCommitInterval()}, by a later poll: what a poll returned is
 * committed by the first one after it for which the interval is over, never by
 * {@code close}. Before anything of a vgroup is delivered for which the group has
 * committed nothing, its start is committed, so that a consumer that comes later begins
 * there, too, and not at another {@linkplain TmqOptions#offsetReset() latest} end.
 * <p>
 * The server leaves one hole in that (seen on 3.3.7.5): the rows that one statement wrote
 * into several tables of a vgroup may come in several messages of a topic on a query, cut
 * where {@link TmqOptions#minPollRows()} is reached, and the end offset of the first is
 * behind all of them. Whoever commits it and ends before the others came does not get
 * them. Statements of fewer rows than that are never cut.
 * <p>
 * <b>Lost connections and lost assignments.</b> A poll whose connection is lost, or whose
 * consumer the server has given up because polls were too far apart (0x03E6,
 * {@link TmqOptions#maxPollInterval()}), tells {@link TmqListener#onLost}, makes a new
 * consumer within its timeout, pausing longer and longer between attempts over all
 * endpoints, and goes on from the committed offsets. A message from before can no longer
 * be committed: {@code commit} answers {@code false}, and {@link #droppedCommits()}
 * counts it. It comes again. If there is no connection when the timeout is over, the poll
 * returns {@code null} and the next one goes on trying; what no retry mends, such as a
 * wrong password or a topic that was dropped, is thrown. Other calls do not connect
 * again; they fail with a {@link io.github.taosspring.client.TaosConnectionException}
 * then.
 * <p>
 * <b>Time.</b> A poll waits for a message for at most its timeout. Every other request,
 * among them those about the assignment, which a poll makes every few seconds, has the
 * client's {@link TaosClientOptions#requestTimeout()}.
 */
public interface TmqConsumer extends AutoCloseable {

	/**
	 * Make a consumer with a client's endpoints, TLS, user, time zone and time limits. It
	 * has a connection of its own.
	 * @param client the client, which must stay open; its protocol must be WebSocket
	 * @param options how it consumes; a raw map's {@code td.connect.*} overrides the
	 * client's
	 * @return the consumer, which has not subscribed and not connected yet, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if the options have no
	 * group or the protocol has no subscriptions
	 */
	static TmqConsumer open(TaosClient client, TmqOptions options) {
		return client.unwrap(TmqConsumers.class).open(options);
	}

	/**
	 * Make a consumer without a client.
	 * @param url such as {@code taos+ws://root:taosdata@localhost:6041}
	 * @param options how it consumes; a raw map's {@code td.connect.*} overrides the
	 * URL's
	 * @return the consumer, which has not subscribed and not connected yet, to be closed
	 * @throws io.github.taosspring.client.TaosException if the URL is wrong, the options
	 * have no group or the protocol has no subscriptions
	 */
	static TmqConsumer open(String url, TmqOptions options) {
		return open(TaosClientOptions.fromUrl(url), options);
	}

	/**
	 * Make a consumer without a client.
	 * @param connection where to connect and as whom
	 * @param options how it consumes; a raw map's {@code td.connect.*} overrides
	 * {@code connection}'s
	 * @return the consumer, which has not subscribed and not connected yet, to be closed
	 * @throws io.github.taosspring.client.TaosInterfaceException if the options have no
	 * group or the protocol has no subscriptions
	 */
	static TmqConsumer open(TaosClientOptions connection, TmqOptions options) {
		TaosClient client = TaosClient.create(options.connection(connection));
		try {
			return new OwningConsumer(client, open(client, options));
		}
		catch (RuntimeException ex) {
			client.close();
			throw ex;
		}
	}

	/**
	 * Return the options.
	 * @return the options this consumer was made with
	 */
	TmqOptions options();

	/**
	 * Subscribe without a listener.
	 * @param topics the topics, names as SQL shows them, case kept
	 * @see #subscribe(Collection, TmqListener)
	 */
	default void subscribe(Collection<String> topics) {
		subscribe(topics, TmqListener.NONE);
	}

	/**
	 * Subscribe to topics in place of those subscribed before, connecting where needed.
	 * The server takes one to two seconds for it; vgroups may be assigned later still,
	 * within a poll.
	 * @param topics the topics, names as SQL shows them, case kept; at least one
	 * @param listener told of the assignment
	 * @throws io.github.taosspring.client.TaosException if the server cannot be reached
	 * or refuses, for instance a topic that does not exist (0x03E1)
	 */
	void subscribe(Collection<String> topics, TmqListener listener);

	/**
	 * Return the topics subscribed by {@link #subscribe}, without asking the server.
	 * @return the topics, empty if none
	 */
	Set<String> subscription();

	/**
	 * Ask the server which topics are subscribed.
	 * @return the topics
	 */
	Set<String> listTopics();

	/**
	 * Return the next message, waiting for one if need be.
	 * <p>
	 * The request for the next message is sent when one is returned, so that at most one
	 * is fetched ahead. A consumer must be polled at least every
	 * {@link TmqOptions#maxPollInterval()}, or the server gives its vgroups to others.
	 * @param timeout how long to wait at most; zero returns what is there
	 * @return the message, {@code null} if there was none in time or {@link #wakeup()}
	 * was called
	 * @throws io.github.taosspring.client.TaosException if the server refuses for a
	 * reason that waiting does not mend, the thread is interrupted, or the consumer has
	 * not subscribed or is closed
	 */
	@Nullable TmqMessage poll(Duration timeout);

	/**
	 * Commit a message's {@linkplain TmqMessage#endOffset() end offset} and wait until
	 * the server has it. Offsets never go back: after that of a later message of its
	 * vgroup this does nothing.
	 * @param message a message of this consumer
	 * @return whether the group's offset is behind the message now; {@code false} if the
	 * vgroup was lost since (see {@link #isCurrent}), which is counted
	 * @throws io.github.taosspring.client.TaosInterfaceException if the message is not
	 * this consumer's, or comes from a snapshot and is not the last one returned
	 * @throws io.github.taosspring.client.TaosException if the server refuses, does not
	 * answer in time, or the connection is lost; whether it was committed is not known
	 * then. After vgroups were distributed anew the server may refuse for a moment
	 * (0x4010); such a commit can be tried again after the next poll
	 */
	boolean commit(TmqMessage message);

	/**
	 * Commit a message's {@linkplain TmqMessage#endOffset() end offset} without waiting;
	 * any thread may call this. While a commit waits for its reply the polls ask the
	 * server in short turns, since it answers one request of a consumer after the other.
	 * @param message a message of this consumer
	 * @return what {@link #commit} returns or throws; completed on a thread of the
	 * client, which must not be blocked
	 */
	CompletableFuture<Boolean> commitAsync(TmqMessage message);

	/**
	 * Return whether a message can still be committed: its vgroup has been assigned to
	 * this consumer all the time since the message was received, as far as is known.
	 * @param message a message of this consumer
	 * @return whether {@link #commit} would commit it
	 */
	boolean isCurrent(TmqMessage message);

	/**
	 * Return how many commits of messages were dropped because their vgroup was lost.
	 * @return the count since this consumer was made
	 */
	long droppedCommits();

	/**
	 * Ask what the group has committed.
	 * @param partitions topics and vgroups of this consumer's
	 * @return the offsets; without those for which nothing has been committed
	 */
	Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions);

	/**
	 * Ask from which offsets the server reads on. They may be one message ahead of what
	 * {@link #poll} has returned.
	 * @param partitions topics and vgroups of this consumer's
	 * @return the offsets; without those for which there is none yet
	 * @throws io.github.taosspring.client.TaosTmqException while the server reads a
	 * snapshot, which has no offset (0x4006)
	 */
	Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions);

	/**
	 * Ask which vgroups of a topic are assigned to this consumer.
	 * @param topic a topic subscribed
	 * @return the vgroups, empty if all went to other consumers of the group
	 * @throws io.github.taosspring.client.TaosTmqException while the server reads a
	 * snapshot, which has no offset (0x4006)
	 */
	List<TmqAssignment> assignment(String topic);

	/**
	 * Ask which vgroups of all topics are assigned to this consumer.
	 * @return the vgroups
	 */
	default List<TmqAssignment> assignment() {
		return subscription().stream().flatMap((topic) -> assignment(topic).stream()).toList();
	}

	/**
	 * Read on from another offset. A message that was fetched ahead is thrown away.
	 * Commits nothing; committing a message from behind it later does not take a greater
	 * commit back.
	 * @param partition a topic and vgroup of this consumer's
	 * @param offset an offset from {@code begin} to {@code end} of the assignment
	 * @throws io.github.taosspring.client.TaosTmqException if the log does not have the
	 * offset (0x4007) or the vgroup is not assigned to this consumer (0x4008)
	 */
	void seek(TmqTopicPartition partition, long offset);

	/**
	 * Read on from the first entries that the log has.
	 * @param partitions topics and vgroups of this consumer's
	 */
	void seekToBeginning(Collection<TmqTopicPartition> partitions);

	/**
	 * Read on behind the last entries.
	 * @param partitions topics and vgroups of this consumer's
	 */
	void seekToEnd(Collection<TmqTopicPartition> partitions);

	/**
	 * Give up all topics; the consumer can subscribe again. A message that was fetched
	 * ahead is thrown away. Commits nothing.
	 */
	void unsubscribe();

	/**
	 * Make the poll that is under way, or the next one, return {@code null} at once; any
	 * thread may call this.
	 */
	void wakeup();

	/**
	 * Close this consumer, waiting for at most five seconds.
	 * @see #close(Duration)
	 */
	@Override
	default void close() {
		close(Duration.ofSeconds(5));
	}

	/**
	 * Close this consumer: commits nothing by itself, unsubscribes if the server answers,
	 * and closes the connection. A poll under way fails. More than once is harmless; any
	 * thread may call this.
	 * @param timeout how long to wait at most for commits under way and for the server to
	 * give the vgroups to others; zero only closes the connection
	 */
	void close(Duration timeout);

}
