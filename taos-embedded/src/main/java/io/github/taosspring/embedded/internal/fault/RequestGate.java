package io.github.taosspring.embedded.internal.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.fault.FaultEffect;
import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.embedded.fault.InjectedFault;
import io.github.taosspring.embedded.journal.Journal;
import io.github.taosspring.embedded.journal.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes on its way in: it is written into the journal, and the faults
 * in force say what goes wrong with it. Outlives the restarts of a server.
 * <p>
 * Thread-safe. Without a journal and faults a request passes at the cost of one look.
 */
public final class RequestGate implements Faults {

	private final RequestJournal journal;

	private final Line line = new Line();

	private final List<ActiveFault> active = new CopyOnWriteArrayList<>();

	private final AtomicLong count = new AtomicLong();

	/**
	 * Create a gate.
	 * @param journalCapacity the most requests that the journal keeps, 0 for no journal
	 */
	public RequestGate(int journalCapacity) {
		this.journal = new RequestJournal(journalCapacity);
	}

	/**
	 * Let a request in.
	 * @param peer where it came from
	 * @param action the action or the method
	 * @param reqId the caller's id, 0 for none
	 * @param user the user, {@code null} before the login
	 * @param sql the statement, if any; asked for only if it is needed
	 * @return what goes wrong with it, {@code null} if nothing
	 */
	public @Nullable Injection enter(Peer peer, String action, long reqId, @Nullable String user,
			Supplier<@Nullable String> sql) {
		if (this.journal.isOff() && this.active.isEmpty()) {
			return null;
		}
		String text = sql.get();
		RecordedRequest request = new RecordedRequest(this.count.incrementAndGet(), Instant.now(), peer.connection(),
				Secrets.path(peer.path()), action, (text != null) ? Secrets.sql(text) : null, reqId, user);
		this.journal.add(request);
		return this.active.isEmpty() ? null : injection(request);
	}

	private @Nullable Injection injection(RecordedRequest request) {
		CompletableFuture<Void> delay = null;
		FaultEffect end = null;
		for (ActiveFault each : this.active) {
			FaultEffect effect = each.fault().effect();
			if (effect instanceof FaultEffect.Delay wait) {
				if (each.hits(request)) {
					Duration duration = wait.duration();
					delay = (delay == null) ? each.hold(duration) : delay.thenCompose((nothing) -> each.hold(duration));
				}
			}
			else if (end == null && each.hits(request)) {
				end = effect;
			}
		}
		return (delay != null || end != null) ? new Injection(delay, end) : null;
	}

	/**
	 * Return the journal.
	 * @return the journal, {@code null} if there is none
	 */
	public @Nullable Journal journal() {
		return this.journal.isOff() ? null : this.journal;
	}

	/**
	 * Return what all connections share.
	 */
	public Line line() {
		return this.line;
	}

	@Override
	public InjectedFault inject(Fault fault) {
		ActiveFault injected = new ActiveFault(fault, this.active::remove);
		this.active.add(injected);
		return injected;
	}

	@Override
	public void dropConnections() {
		this.line.drop();
	}

	@Override
	public void refuseConnections() {
		this.line.refuse();
	}

	@Override
	public void silence() {
		this.line.silence();
	}

	@Override
	public void stopReading() {
		this.line.stopReading();
	}

	@Override
	public void slow(int bytes, Duration pause) {
		if (bytes < 1 || pause.isNegative()) {
			throw new IllegalArgumentException("at least 1 byte and a pause that is not negative are needed");
		}
		this.line.slow(bytes, pause);
	}

	@Override
	public void clear() {
		this.active.forEach(ActiveFault::remove);
		this.line.heal();
	}

}
