package io.github.taosspring.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A schemaless write that the server refused, or of which only a part was written.
 * <p>
 * The server takes lines together or not at all: those of {@link #lines()} were not
 * written, or, if {@link #isRetryable()}, it is not known whether they were. Tables,
 * columns and tags that the server had already made for them stay, also when it refused
 * the lines.
 */
public class TaosSchemalessException extends TaosDatabaseException {

	private static final long serialVersionUID = 1L;

	private final String[] lines;

	private final int line;

	/**
	 * Create an exception; see {@link TaosErrors} for how callers do.
	 * @param details what happened
	 * @param cause the cause, or {@code null}
	 */
	protected TaosSchemalessException(TaosErrors.Details details, @Nullable Throwable cause) {
		super(details, cause);
		this.lines = new String[0];
		this.line = -1;
	}

	/**
	 * Create an exception that has lines.
	 * @param message what happened
	 * @param lines the lines that were not written
	 * @param line which of them the server named, -1 if that is not known
	 * @param cause why
	 */
	public TaosSchemalessException(String message, List<String> lines, int line, TaosException cause) {
		super(new TaosErrors.Details(message, cause.code(), cause.sqlState(), cause.reqId(), cause.isRetryable()),
				cause);
		this.lines = lines.toArray(String[]::new);
		this.line = line;
	}

	/**
	 * Return the lines that were not written: those that were refused together, and those
	 * behind them, which were not sent.
	 * @return the lines in order, objects in OpenTSDB's JSON; empty if they are not known
	 */
	public List<String> lines() {
		return List.of(this.lines);
	}

	/**
	 * Return which of the lines the server complained of, as far as its text tells.
	 * @return an index into {@link #lines()}, -1 if it is not known
	 */
	public int line() {
		return this.line;
	}

}
