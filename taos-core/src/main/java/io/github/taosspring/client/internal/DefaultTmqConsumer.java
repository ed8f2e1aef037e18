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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
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
 */
final class DefaultTmqConsumer implements TmqConsumer {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTmqConsumer.class);

	/** How often the server is asked which vgroups are assigned. */
	private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** The consumer does not exist any more. */
	private static final int EVICTED = 0x03E6;

	/** The vgroup has not been polled since it was assigned. */
	private static final int NOT_POLLED = 0x4010;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final TmqOptions options;

	private final Duration requestTimeout;

	private final Operations operations;

	private final ConsumerLink link;

	private final Consumer<DefaultTmqConsumer> onClose;

	private final OneThread oneThread = new OneThread("A TmqConsumer");

	private final CommitCounts counts = new CommitCounts();

	private final Assignments assignments = new Assignments(this, this.counts);

	private final Seeks seeks = new Seeks();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final PollWait wait = new PollWait(this.closed::get);

	private final MessageRequest request;

	private volatile Set<String> topics = Set.of();

	private TmqListener listener = TmqListener.NONE;

	private long nextRefresh = System.nanoTime();

	private long nextAutoCommit = System.nanoTime();

	private boolean inPoll;

	/** The message returned last, unless the server has been asked for another since. */
	private volatile @Nullable ReceivedMessage last;

	/** Held to send what commits all that was polled, and to poll. */
	private final ReentrantLock order = new ReentrantLock();

	DefaultTmqConsumer(TmqOptions options, Duration requestTimeout, Operations operations, ConsumerLink link,
			Consumer<DefaultTmqConsumer> onClose) {
		this.options = options;
		this.requestTimeout = requestTimeout;
		this.operations = operations;
		this.link = link;
		this.onClose = onClose;
		this.request = new MessageRequest(requestTimeout, operations, this.counts, this.wait);
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
				subscribe(remote, names);
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

	private void subscribe(RemoteConsumer remote, Set<String> names) {
		try {
			remote.subscribe(names, deadline());
		}
		catch (TaosException ex) {
			// whether it is subscribed is not known, and such a one takes no other topics
			this.link.drop(null);
			throw ex;
		}
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
		this.request.clear();
		this.last = null;
		this.seeks.clear();
		this.link.stopConnecting();
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
			if (this.wait.takeWakeup()) {
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
		if (!this.wait.until(this.link.reconnect(this.topics, this.wait::signal), deadline)) {
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
		if (!this.request.isThere()) {
			if (System.nanoTime() - this.nextRefresh >= 0) {
				refresh(remote, null);
			}
			asking(() -> this.request.ask(remote, deadline));
		}
		RemoteMessage message = this.request.await(remote, deadline);
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
		if (!this.request.isThere()) {
			// a listener sought another offset
			return null;
		}
		if (this.seeks.isFromBefore(message)) {
			remote.seek(message.partition(), this.seeks.target(message.partition()), deadline());
			this.request.clear();
			return null;
		}
		ReceivedMessage received = new ReceivedMessage(message, partition);
		partition.delivered(message.end());
		this.last = received;
		this.request.clear();
		// a snapshot is committed by what was polled, so nothing may be ahead of it
		if (this.options.prefetch() && message.end() >= 0 && System.nanoTime() - this.nextRefresh < 0) {
			asking(() -> this.request.askAhead(remote));
		}
		return received;
	}

	private void asking(Runnable ask) {
		this.order.lock();
		try {
			this.last = null;
			ask.run();
		}
		finally {
			this.order.unlock();
		}
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
		// with a code it is the server's own connections that fail
		boolean broken = ex instanceof TaosConnectionException && ex.code() == 0;
		// a poll would mend it, but one message has been fetched already
		boolean stuck = ex.code() == NOT_POLLED && this.request.isThere();
		if (remote != null && (unreadable || broken || stuck || ex.code() == EVICTED || !remote.isOpen())) {
			// what cannot be read comes again, rather than being skipped
			lose(ex);
			if (unreadable || !ex.isRetryable() && ex.code() != EVICTED) {
				throw ex;
			}
		}
		else if (ex.isRetryable() || remote != null && AssignedPartition.NOT_OURS.contains(ex.code())) {
			logger.warn("A poll failed and is tried again: {}", ex.getMessage());
			Deadline pause = Deadline.after(PAUSE);
			this.wait.pause(pause.isBefore(deadline) ? pause : deadline);
		}
		else {
			throw ex;
		}
	}

	private void lose(TaosException cause) {
		logger.warn("The consumer of group '{}' is lost and made anew: {}", this.options.groupId(), cause.getMessage());
		this.request.clear();
		this.last = null;
		this.seeks.clear();
		this.nextRefresh = System.nanoTime();
		this.link.drop(cause);
		this.assignments.loseAll(this.listener, cause);
	}

	private void refresh(RemoteConsumer remote, @Nullable RemoteMessage first) {
		this.assignments.refresh(remote, this.topics, this.listener, first, deadline());
		this.nextRefresh = System.nanoTime() + REFRESH_NANOS;
	}

	private void autoCommit() {
		Duration interval = this.options.autoCommitInterval();
		if (interval == null || System.nanoTime() - this.nextAutoCommit < 0) {
			return;
		}
		this.nextAutoCommit = System.nanoTime() + interval.toNanos();
		for (AssignedPartition partition : this.assignments.all()) {
			if (partition.delivered() >= 0) {
				partition.commit(partition.delivered(), this.requestTimeout).exceptionally((failure) -> {
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
			return this.operations.observe(call,
					() -> polled(() -> Waits.forReply(send(message), "commit_offset", deadline())), (value) -> 0);
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
			return received.assigned().commit(received.endOffset(), this.requestTimeout);
		}
		this.order.lock();
		try {
			return received.assigned().commitPolled(() -> {
				if (received != this.last) {
					throw TaosErrors.unsupported("A message of a snapshot can be committed only before the next poll: "
							+ "the server has no offset for it");
				}
			});
		}
		finally {
			this.order.unlock();
		}
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
		return ask((remote) -> polled(() -> remote.position(partitions, deadline())));
	}

	@Override
	public List<TmqAssignment> assignment(String topic) {
		return ask((remote) -> remote.assignment(topic, deadline()));
	}

	@Override
	public void seek(TmqTopicPartition partition, long offset) {
		ask((remote) -> {
			this.request.settle(deadline());
			Long before = position(List.of(partition)).get(partition);
			remote.seek(partition, offset, deadline());
			RemoteMessage ahead = this.request.settle(deadline());
			if (ahead != null && ahead.partition().equals(partition)) {
				// not before, for a seek may be refused
				this.request.clear();
			}
			this.seeks.sought(partition, offset, (before != null) ? before : -1);
			return offset;
		});
	}

	/**
	 * Do what the server refuses after it has distributed the vgroups anew, until a poll
	 * has told it the range of the vgroup's log again.
	 */
	private <T> T polled(Supplier<T> action) {
		Deadline deadline = deadline();
		while (true) {
			try {
				return action.get();
			}
			catch (TaosException ex) {
				// no more than one message is fetched ahead
				if (ex.code() != NOT_POLLED || deadline.isOver() || this.request.settle(deadline()) != null) {
					throw ex;
				}
				asking(() -> this.request.askAhead(remote()));
				this.request.settle(deadline());
			}
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
		this.wait.wakeup();
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
		this.wait.signal();
		this.link.close();
		RemoteConsumer remote = this.link.current();
		if (remote != null) {
			try {
				if (!this.topics.isEmpty() && remote.isOpen() && !deadline.isOver()) {
					// commits that others of their vgroup wait for are not sent yet
					this.counts.awaitReplies(deadline);
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
