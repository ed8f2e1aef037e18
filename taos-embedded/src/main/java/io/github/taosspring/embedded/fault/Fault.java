package io.github.taosspring.embedded.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.taosspring.embedded.journal.RecordedRequest;

/**
 * Something that goes wrong with requests, and with which ones: with all, unless it is
 * limited by action, statement, path or number. <pre>
 * faults.inject(Fault.error(0x0388, "Database not exist").sql("insert .*").times(2));
 * faults.inject(Fault.disconnect().action("fetch_raw_block").skip(3).times(1));
 * </pre> Immutable: each method returns another fault.
 */
public final class Fault {

	private final FaultEffect effect;

	private final Predicate<RecordedRequest> filter;

	private final int skip;

	private final int times;

	private Fault(FaultEffect effect, Predicate<RecordedRequest> filter, int skip, int times) {
		this.effect = effect;
		this.filter = filter;
		this.skip = skip;
		this.times = times;
	}

	private static Fault of(FaultEffect effect) {
		return new Fault(effect, (request) -> true, 0, Integer.MAX_VALUE);
	}

	/**
	 * Requests run at once, their replies wait. The replies of a connection may overtake
	 * each other then, as they may with TDengine.
	 * @param duration how long, at least zero; until the faults are cleared at most
	 * @return the fault
	 */
	public static Fault delay(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("delay must not be negative, was " + duration);
		}
		return of(new FaultEffect.Delay(duration));
	}

	/**
	 * Requests don't run and are answered with an error, over REST with HTTP status 200.
	 * @param code the code, 1 to 0xffff, such as {@code 0x0388}
	 * @param message its text, such as {@code Database not exist}
	 * @return the fault
	 */
	public static Fault error(int code, String message) {
		if (code < 1 || code > 0xffff) {
			throw new IllegalArgumentException("code must be from 1 to 0xffff, was " + code);
		}
		return of(new FaultEffect.Error(code, Objects.requireNonNull(message, "message")));
	}

	/**
	 * Requests run and are never answered; their connection goes on.
	 * @return the fault
	 */
	public static Fault noReply() {
		return of(new FaultEffect.NoReply());
	}

	/**
	 * Requests run, and instead of a reply their connection is cut without a word.
	 * @return the fault
	 */
	public static Fault disconnect() {
		return of(new FaultEffect.Disconnect(true));
	}

	/**
	 * Requests don't run; their connection is cut without a word.
	 * @return the fault
	 */
	public static Fault disconnectBeforeRunning() {
		return of(new FaultEffect.Disconnect(false));
	}

	/**
	 * Replies are cut off: a WebSocket message is sent whole, but with only its first
	 * bytes in it; after the first bytes of an HTTP body, as they travel, the connection
	 * is cut.
	 * @param bytes how many bytes remain, at least zero
	 * @return the fault
	 */
	public static Fault truncate(int bytes) {
		if (bytes < 0) {
			throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
		}
		return of(new FaultEffect.Truncate(bytes));
	}

	/**
	 * Connections are closed in good order after the reply: by a Close frame, over HTTP
	 * by {@code Connection: close}. With {@link #skip} after the n-th.
	 * @return the fault
	 */
	public static Fault close() {
		return of(new FaultEffect.Close());
	}

	/**
	 * Limit this to an action.
	 * @param action the name, as {@link RecordedRequest#action()} has it
	 * @return the limited fault
	 */
	public Fault action(String action) {
		Objects.requireNonNull(action, "action");
		return matching((request) -> request.action().equals(action));
	}

	/**
	 * Limit this to statements.
	 * @param regex a regular expression that the whole text must match, upper and lower
	 * case and lines alike
	 * @return the limited fault
	 * @throws java.util.regex.PatternSyntaxException if it is none
	 */
	public Fault sql(String regex) {
		Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
		return matching((request) -> {
			String sql = request.sql();
			return sql != null && pattern.matcher(sql).matches();
		});
	}

	/**
	 * Limit this to a path and all below it.
	 * @param path the beginning, such as {@code /rest/sql}
	 * @return the limited fault
	 */
	public Fault path(String path) {
		Objects.requireNonNull(path, "path");
		return matching((request) -> request.path().equals(path) || request.path().startsWith(path + "/"));
	}

	/**
	 * Limit this to requests.
	 * @param filter which; called by the server's threads
	 * @return the limited fault
	 */
	public Fault matching(Predicate<RecordedRequest> filter) {
		return new Fault(this.effect, this.filter.and(filter), this.skip, this.times);
	}

	/**
	 * Spare the first of the requests that match.
	 * @param count how many, at least zero
	 * @return the limited fault
	 */
	public Fault skip(int count) {
		if (count < 0) {
			throw new IllegalArgumentException("count must not be negative, was " + count);
		}
		return new Fault(this.effect, this.filter, count, this.times);
	}

	/**
	 * End after a number of requests.
	 * @param count how many of those that match are hit, at least one
	 * @return the limited fault
	 */
	public Fault times(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("count must be at least 1, was " + count);
		}
		return new Fault(this.effect, this.filter, this.skip, count);
	}

	/**
	 * Return what happens to a request that is hit.
	 * @return the effect
	 */
	public FaultEffect effect() {
		return this.effect;
	}

	/**
	 * Return whether a request matches, apart from the limits of number.
	 * @param request the request
	 * @return whether it does
	 */
	public boolean matches(RecordedRequest request) {
		return this.filter.test(request);
	}

	/**
	 * Return how many requests that match are spared first.
	 * @return the number, at least zero
	 */
	public int skip() {
		return this.skip;
	}

	/**
	 * Return how many requests that match are hit.
	 * @return the number, at least one, {@link Integer#MAX_VALUE} without a limit
	 */
	public int times() {
		return this.times;
	}

	@Override
	public String toString() {
		return "Fault[" + this.effect + ", skip=" + this.skip
				+ ((this.times != Integer.MAX_VALUE) ? ", times=" + this.times : "") + "]";
	}

}
