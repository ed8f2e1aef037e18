package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The messages of one socket on {@code /rest/tmq} ({@code controller/ws/tmq/tmq.go} of
 * taosAdapter).
 * <p>
 * They are answered one after the other by a thread named {@code taos-embedded-tmq-…},
 * which the first message starts and the end of the socket ends: whatever comes during a
 * poll waits for it. One poll at most waits; another one takes its place, and the first
 * is never answered. Polls before a subscription wait for it. What can't be read is not
 * answered.
 */
final class TmqConnection implements QueuedMessages {

	private static final Logger logger = LoggerFactory.getLogger(TmqConnection.class);

	private static final AtomicInteger count = new AtomicInteger();

	private final ServerContext context;

	private final Peer peer;

	private final TmqActions actions;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Task> tasks = new ArrayDeque<>();

	private @Nullable Thread worker;

	private boolean closed;

	TmqConnection(ServerContext context, Peer peer) {
		this.context = context;
		this.peer = peer;
		this.actions = new TmqActions(context);
	}

	private record Task(TmqAction action, WsCall call, WsRequest request, @Nullable Injection faults,
			Consumer<WsReply> answer) {
	}

	@Override
	public void enqueue(String text, long started, Consumer<WsReply> answer) {
		WsRequest request;
		TmqAction action;
		try {
			request = WsRequest.parse(text);
			action = TmqAction.find(request.action());
		}
		catch (MalformedException ex) {
			answer.accept(WsReply.NONE);
			return;
		}
		WsCall call = new WsCall(request.action(), request.reqId(), started);
		Injection faults = this.context.gate().enter(this.peer, call.action(), call.reqId(), user(request), () -> null);
		if (faults != null && faults.disconnectsBeforeRunning()) {
			answer.accept(WsReply.NONE.with(faults));
			return;
		}
		if (action == null) {
			answer.accept(WsReply.NONE.with(faults));
			return;
		}
		Task dropped = add(new Task(action, call, request, faults, answer));
		if (dropped != null) {
			dropped.answer().accept(WsReply.NONE);
		}
	}

	private @Nullable String user(WsRequest request) {
		String user = this.actions.user();
		return (user != null) ? user : request.text("user");
	}

	/**
	 * Add a task.
	 * @return the poll whose place it takes, {@code null} for none
	 */
	private @Nullable Task add(Task task) {
		this.lock.lock();
		try {
			if (this.closed) {
				return null;
			}
			Task dropped = null;
			if (task.action() == TmqAction.POLL) {
				dropped = this.tasks.stream()
					.filter((each) -> each.action() == TmqAction.POLL)
					.findFirst()
					.orElse(null);
				this.tasks.remove(dropped);
			}
			this.tasks.add(task);
			this.changed.signal();
			if (this.worker == null) {
				this.worker = new Thread(this::work, "taos-embedded-tmq-" + count.incrementAndGet());
				this.worker.setDaemon(true);
				this.worker.start();
			}
			return dropped;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void work() {
		try {
			while (true) {
				Task task = next();
				task.answer().accept(answer(task).with(task.faults()));
			}
		}
		catch (InterruptedException ex) {
			logger.debug("A socket of a consumer ended");
		}
		finally {
			this.actions.close();
		}
	}

	/**
	 * Wait for the next task; a poll is none as long as nothing is subscribed.
	 */
	private Task next() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (true) {
				for (Task task : this.tasks) {
					if (task.action() != TmqAction.POLL || this.actions.isSubscribed()) {
						this.tasks.remove(task);
						return task;
					}
				}
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private WsReply answer(Task task) throws InterruptedException {
		if (task.faults() != null && task.faults().error() != null) {
			return this.actions.error(task.action(), task.call(), task.request(), task.faults().error().code(),
					task.faults().error().message());
		}
		try {
			return this.actions.answer(task.action(), task.call(), task.request());
		}
		catch (MalformedException ex) {
			return WsReply.NONE;
		}
		catch (RuntimeException | Error ex) {
			// a peer must not wait for a reply that will never come
			return this.actions.error(task.action(), task.call(), task.request(), Failures.code(ex),
					Failures.text(ex, task.call().reqId()));
		}
	}

	@Override
	public WsReply handle(String text, long started) {
		throw new UnsupportedOperationException("Messages are queued");
	}

	@Override
	public WsReply handle(ByteBuffer frame, long started) {
		return WsReply.NONE;
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.tasks.clear();
			if (this.worker != null) {
				this.worker.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
		// at once, so that others take over before the thread is done
		this.actions.leave();
	}

}
