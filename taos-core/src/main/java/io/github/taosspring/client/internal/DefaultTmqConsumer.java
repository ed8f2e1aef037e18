package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.RemoteConsumer;
import io.github.taosspring.client.spi.RemoteMessage;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqListener;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * {@link TmqConsumer}: one request for a message is under way at most, and may be so
 * between two polls, when it is the message fetched ahead.
 * <p>
 * The server answers the requests of a consumer one after the other, so that a commit
 * waits behind a poll for as long as the server blocks. So the server is asked in turns:
 * short ones while a commit waits and to fetch ahead, long ones otherwise.
 */
final class DefaultTmqConsumer implements TmqConsumer {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTmqConsumer.class);

	/** How long the server blocks for a message when nothing else waits for it. */
	private static final long LONG_TURN_MILLIS = 500;

	/** How long it blocks while commits wait, or may be about to. */
	private static final long SHORT_TURN_MILLIS = 20;

	/** How often the server is asked which vgroups are assigned. */
	private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** The consumer does not exist any more. */
	private static final int EVICTED = 0x03E6;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final TmqOptions options;

	private final Duration requestTimeout;

	private final Operations operations;

	private final ConsumerLink link;

	private final Consumer<DefaultTmqConsumer> onClose;

	private final OneThread oneThread = new OneThread("A TmqConsumer");

	private final CommitCounts counts = new CommitCounts();

	private final Assignments assignments = new Assignments(this, this.counts);

	private final Seeks seeks = new Seeks();

	private final AtomicBoolean woken = new AtomicBoolean();

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile Set<String> topics = Set.of();

	private TmqListener listener = TmqListener.NONE;

	/** The request for a message that is under way, or what came of it. */
	private @Nullable CompletableFuture<@Nullable RemoteMessage> asked;

	/** Until when the reply to it must be there. */
	private Deadline replyDeadline = Deadline.after(Duration.ZERO);

	private long nextRefresh;

	private long nextAutoCommit;

	private boolean inPoll;

	private @Nullable ReceivedMessage last;

	/** The thread to be woken. */
	private volatile @Nullable Thread waiting;

	DefaultTmqConsumer(TmqOptions options, Duration requestTimeout, Operations operations, ConsumerLink link,
			Consumer<DefaultTmqConsumer> onClose) {
		this.options = options;
		this.requestTimeout = requestTimeout;
		this.operations = operations;
		this.link = link;
		this.onClose = onClose;
	}

	@Override
	public TmqOptions options() {
		return this.options;
	}

	@Override
	public Set<String> subscription() {
		return this.topics;
	}

	@Override
	public void subscribe(Collection<String> wanted, TmqListener newListener) {
		Set<String> names = Set.copyOf(new LinkedHashSet<>(wanted));
		if (names.isEmpty()) {
			throw TaosErrors.misuse("Subscribe to at least one topic; unsubscribe() gives up all");
		}
		inside(() -> {
			checkNotInPoll("subscribe");
			giveUp();
			RemoteConsumer remote = this.link.current();
			if (remote != null && remote.isOpen()) {
				remote.subscribe(names, deadline());
			}
			else {
				remote = this.link.connect(names);
			}
			this.topics = names;
			this.listener = newListener;
			refresh(remote, null);
			return null;
		});
	}

	@Override
	public void unsubscribe() {
		inside(() -> {
			checkNotInPoll("unsubscribe");
			giveUp();
			return null;
		});
	}

	/**
	 * Give up the topics if there are any; the connection stays if it is one.
	 */
	private void giveUp() {
		RemoteConsumer remote = this.link.current();
		if (this.topics.isEmpty()) {
			return;
		}
		this.topics = Set.of();
		this.asked = null;
		this.last = null;
		this.seeks.clear();
		try {
			if (remote != null && remote.isOpen()) {
				remote.unsubscribe(deadline());
			}
		}
		catch (TaosException ex) {
			// a consumer that could not be unsubscribed cannot be subscribed
			this.link.drop(null);
			logger.debug("Not unsubscribed", ex);
		}
		this.assignments.loseAll(this.listener, null);
	}

	@Override
	public @Nullable TmqMessage poll(Duration timeout) {
		return inside(() -> {
			checkNotInPoll("poll");
			checkSubscribed();
			this.inPoll = true;
			try {
				autoCommit();
				return next(Deadline.after(timeout));
			}
			finally {
				this.inPoll = false;
			}
		});
	}

	private @Nullable TmqMessage next(Deadline deadline) {
		do {
			if (this.woken.getAndSet(false)) {
				return null;
			}
			try {
				ReceivedMessage message = isConnected(deadline) ? receive(deadline) : null;
				if (message != null) {
					return message;
				}
			}
			catch (TaosException ex) {
				recover(ex, deadline);
			}
			checkOpen();
		}
		while (!deadline.isOver());
		return null;
	}

	/**
	 * See to a connection.
	 * @return whether there is one
	 */
	private boolean isConnected(Deadline deadline) {
		RemoteConsumer remote = this.link.current();
		if (remote != null) {
			if (remote.isOpen()) {
				return true;
			}
			lose(TaosErrors.connectionBroken("The connection to " + remote.endpoint() + " is gone", 0, null));
		}
		if (!await(this.link.reconnect(this.topics, this::unpark), deadline)) {
			return false;
		}
		refresh(this.link.connected(), null);
		return true;
	}

	/**
	 * Take the next message, if it comes in time.
	 */
	private @Nullable ReceivedMessage receive(Deadline deadline) {
		RemoteConsumer remote = remote();
		CompletableFuture<@Nullable RemoteMessage> reply = this.asked;
		if (reply == null) {
			if (System.nanoTime() - this.nextRefresh >= 0) {
				refresh(remote, null);
			}
			reply = ask(remote, turn(deadline));
		}
		if (!await(reply, deadline.isBefore(this.replyDeadline) ? deadline : this.replyDeadline)) {
			if (this.replyDeadline.isOver()) {
				throw TaosErrors.connectionBroken(
						"The server at " + remote.endpoint() + " does not answer a poll within " + this.replyDeadline,
						0, null);
			}
			return null;
		}
		this.asked = null;
		RemoteMessage message = join(reply);
		return (message != null) ? accept(remote, message) : null;
	}

	private @Nullable ReceivedMessage accept(RemoteConsumer remote, RemoteMessage message) {
		AssignedPartition partition = this.assignments.get(message.partition());
		if (partition == null || !partition.isCurrent()) {
			refresh(remote, message);
			partition = this.assignments.get(message.partition());
			if (partition == null) {
				throw new IllegalStateException("No assignment of " + message.partition());
			}
		}
		if (this.seeks.isFromBefore(message)) {
			remote.seek(message.partition(), this.seeks.target(message.partition()), deadline());
			return null;
		}
		ReceivedMessage received = new ReceivedMessage(message, partition);
		partition.delivered(message.end());
		this.last = received;
		// a snapshot is committed by what was polled, so nothing may be ahead of it
		if (this.options.prefetch() && message.end() >= 0 && System.nanoTime() - this.nextRefresh < 0) {
			ask(remote, SHORT_TURN_MILLIS);
		}
		return received;
	}

	private CompletableFuture<@Nullable RemoteMessage> ask(RemoteConsumer remote, long blockingMillis) {
		CompletableFuture<@Nullable RemoteMessage> reply = observed(remote.poll(blockingMillis));
		this.asked = reply;
		this.replyDeadline = Deadline.after(this.requestTimeout.plusMillis(blockingMillis));
		reply.whenComplete((message, failure) -> unpark());
		return reply;
	}

	/**
	 * Tell the listener of operations of each message.
	 */
	private CompletableFuture<@Nullable RemoteMessage> observed(CompletableFuture<@Nullable RemoteMessage> reply) {
		Call call = new Call("poll", "", ReqId.next(), this.requestTimeout);
		reply.thenAccept((message) -> {
			if (message != null) {
				this.operations.started(call);
				this.operations.ended(call, message.blocks().stream().mapToLong((block) -> block.block().rows()).sum());
			}
		});
		return reply;
	}

	private long turn(Deadline deadline) {
		long left = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos());
		return this.counts.anyWaiting() ? SHORT_TURN_MILLIS
				: Math.max(SHORT_TURN_MILLIS, Math.min(LONG_TURN_MILLIS, left));
	}

	private static @Nullable RemoteMessage join(CompletableFuture<@Nullable RemoteMessage> reply) {
		try {
			return reply.join();
		}
		catch (CompletionException ex) {
			throw Waits.failure(ex);
		}
	}

	/**
	 * Wait for something that unparks this thread, for a wake-up or for the end of the
	 * time.
	 * @return whether it is done
	 */
	private boolean await(CompletableFuture<?> awaited, Deadline deadline) {
		if (awaited.isDone()) {
			return true;
		}
		this.waiting = Thread.currentThread();
		try {
			while (!awaited.isDone() && !this.woken.get() && !this.closed.get()) {
				long left = deadline.remainingNanos();
				if (left <= 0) {
					break;
				}
				LockSupport.parkNanos(this, left);
				if (Thread.interrupted()) {
					Thread.currentThread().interrupt();
					throw TaosErrors.interrupted("Interrupted while polling", 0);
				}
			}
			return awaited.isDone();
		}
		finally {
			this.waiting = null;
		}
	}

	private void unpark() {
		LockSupport.unpark(this.waiting);
	}

	/**
	 * Do what a failure asks for so that the poll can go on.
	 * @throws TaosException the failure, if nothing does
	 */
	private void recover(TaosException ex, Deadline deadline) {
		if (this.closed.get()) {
			throw TaosErrors.closed("This consumer is closed");
		}
		RemoteConsumer remote = this.link.current();
		boolean unreadable = ex instanceof TaosInterfaceException || ex.getCause() instanceof TaosInterfaceException;
		if (remote != null
				&& (unreadable || ex.code() == EVICTED || ex instanceof TaosConnectionException || !remote.isOpen())) {
			// what cannot be read comes again, rather than being skipped
			lose(ex);
			if (unreadable) {
				throw ex;
			}
		}
		else if (ex.isRetryable()) {
			logger.warn("A poll failed and is tried again: {}", ex.getMessage());
			await(new CompletableFuture<>(), Deadline.after(Duration.ofNanos(PAUSE_NANOS)).orAfter(left(deadline)));
		}
		else {
			throw ex;
		}
	}

	private static Duration left(Deadline deadline) {
		return Duration.ofNanos(Math.max(0, deadline.remainingNanos()));
	}

	private void lose(TaosException cause) {
		logger.warn("The consumer of group '{}' is lost and made anew: {}", this.options.groupId(), cause.getMessage());
		this.asked = null;
		this.last = null;
		this.seeks.clear();
		this.link.drop(cause);
		this.assignments.loseAll(this.listener, cause);
	}

	private void refresh(RemoteConsumer remote, @Nullable RemoteMessage first) {
		this.nextRefresh = System.nanoTime() + REFRESH_NANOS;
		this.assignments.refresh(remote, this.topics, this.listener, first, deadline());
	}

	private void autoCommit() {
		Duration interval = this.options.autoCommitInterval();
		if (interval == null || System.nanoTime() - this.nextAutoCommit < 0) {
			return;
		}
		this.nextAutoCommit = System.nanoTime() + interval.toNanos();
		for (AssignedPartition partition : this.assignments.all()) {
			if (partition.delivered() >= 0) {
				partition.commit(partition.delivered()).exceptionally((failure) -> {
					logger.warn("Not committed: {} at {}", partition, partition.delivered(), failure);
					return false;
				});
			}
		}
	}

	@Override
	public boolean commit(TmqMessage message) {
		return inside(() -> {
			Call call = new Call("commit", "", ReqId.next(), this.requestTimeout);
			return this.operations.observe(call, () -> Waits.forReply(send(message), "commit_offset", deadline()),
					(value) -> 0);
		});
	}

	@Override
	public CompletableFuture<Boolean> commitAsync(TmqMessage message) {
		checkOpen();
		return send(message);
	}

	private CompletableFuture<Boolean> send(TmqMessage message) {
		ReceivedMessage received = received(message);
		if (received.endOffset() >= 0) {
			return received.assigned().commit(received.endOffset());
		}
		return received.assigned().commitPolled(() -> {
			if (received != this.last) {
				throw TaosErrors.unsupported("A message of a snapshot can be committed only before the next poll: "
						+ "the server has no offset for it");
			}
		});
	}

	private ReceivedMessage received(TmqMessage message) {
		if (message instanceof ReceivedMessage received && received.assigned().belongsTo(this.counts)) {
			return received;
		}
		throw TaosErrors.misuse("The message " + message + " was not received by this consumer");
	}

	@Override
	public boolean isCurrent(TmqMessage message) {
		return received(message).assigned().isCurrent();
	}

	@Override
	public long droppedCommits() {
		return this.counts.dropped();
	}

	@Override
	public Set<String> listTopics() {
		return ask((remote) -> remote.topics(deadline()));
	}

	@Override
	public Map<TmqTopicPartition, Long> committed(Collection<TmqTopicPartition> partitions) {
		return ask((remote) -> remote.committed(partitions, deadline()));
	}

	@Override
	public Map<TmqTopicPartition, Long> position(Collection<TmqTopicPartition> partitions) {
		return ask((remote) -> remote.position(partitions, deadline()));
	}

	@Override
	public List<TmqAssignment> assignment(String topic) {
		return ask((remote) -> remote.assignment(topic, deadline()));
	}

	@Override
	public void seek(TmqTopicPartition partition, long offset) {
		ask((remote) -> {
			settle(partition);
			Long before = remote.position(List.of(partition), deadline()).get(partition);
			remote.seek(partition, offset, deadline());
			this.seeks.sought(partition, offset, (before != null) ? before : -1);
			return offset;
		});
	}

	/**
	 * Wait for the message that is being fetched ahead, and throw it away if it is of a
	 * vgroup.
	 */
	private void settle(TmqTopicPartition partition) {
		CompletableFuture<@Nullable RemoteMessage> ahead = this.asked;
		if (ahead == null) {
			return;
		}
		RemoteMessage message = Waits.forReply(ahead, "poll", deadline());
		if (message == null || message.partition().equals(partition)) {
			this.asked = null;
		}
	}

	@Override
	public void seekToBeginning(Collection<TmqTopicPartition> partitions) {
		seek(partitions, TmqAssignment::begin);
	}

	@Override
	public void seekToEnd(Collection<TmqTopicPartition> partitions) {
		seek(partitions, TmqAssignment::end);
	}

	private void seek(Collection<TmqTopicPartition> partitions, Function<TmqAssignment, Long> offset) {
		ask((remote) -> {
			Map<TmqTopicPartition, TmqAssignment> assigned = new HashMap<>();
			for (String topic : new LinkedHashSet<>(partitions.stream().map(TmqTopicPartition::topic).toList())) {
				remote.assignment(topic, deadline()).forEach((each) -> assigned.put(each.partition(), each));
			}
			List<TmqAssignment> found = new ArrayList<>();
			for (TmqTopicPartition partition : partitions) {
				TmqAssignment assignment = assigned.get(partition);
				if (assignment == null) {
					throw TaosErrors.misuse("The vgroup " + partition + " is not assigned to this consumer");
				}
				found.add(assignment);
			}
			found.forEach((each) -> seek(each.partition(), offset.apply(each)));
			return found;
		});
	}

	@Override
	public void wakeup() {
		this.woken.set(true);
		unpark();
	}

	/**
	 * Ask the server something.
	 */
	private <T> T ask(Function<RemoteConsumer, T> question) {
		return inside(() -> {
			checkSubscribed();
			return question.apply(remote());
		});
	}

	private RemoteConsumer remote() {
		RemoteConsumer remote = this.link.current();
		if (remote == null) {
			throw TaosErrors.connectionBroken("This consumer is not connected; a poll connects it again", 0, null);
		}
		return remote;
	}

	private <T extends @Nullable Object> T inside(Supplier<T> action) {
		this.oneThread.enter();
		try {
			checkOpen();
			return action.get();
		}
		finally {
			this.oneThread.leave();
		}
	}

	private void checkOpen() {
		if (this.closed.get()) {
			throw TaosErrors.closed("This consumer is closed");
		}
	}

	private void checkSubscribed() {
		if (this.topics.isEmpty()) {
			throw TaosErrors.misuse("This consumer has not subscribed to any topic");
		}
	}

	private void checkNotInPoll(String what) {
		if (this.inPoll) {
			throw TaosErrors.misuse("A listener must not " + what + " within a poll");
		}
	}

	private Deadline deadline() {
		return Deadline.after(this.requestTimeout);
	}

	@Override
	public void close(Duration timeout) {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		Deadline deadline = Deadline.after(timeout);
		unpark();
		this.link.close();
		RemoteConsumer remote = this.link.current();
		if (remote != null) {
			try {
				if (!this.topics.isEmpty() && remote.isOpen() && !deadline.isOver()) {
					// it is answered behind commits under way
					remote.unsubscribe(deadline);
				}
			}
			catch (TaosException ex) {
				logger.debug("Not unsubscribed", ex);
			}
			finally {
				remote.close();
			}
		}
		this.onClose.accept(this);
	}

	@Override
	public String toString() {
		return "TmqConsumer[group=" + this.options.groupId() + ", topics=" + this.topics
				+ (this.closed.get() ? ", closed]" : "]");
	}

}
