package io.github.taosspring.embedded.internal.exec;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What the operators of one running query share: its circumstances, its budget and
 * whether it was stopped.
 */
public final class QueryRun {

	private final EvaluationContext context;

	private final long budget;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private long used;

	/**
	 * Create a run.
	 * @param context the statement's circumstances
	 * @param budget the bytes that sorts, groups and joins may hold together
	 */
	public QueryRun(EvaluationContext context, long budget) {
		this.context = context;
		this.budget = budget;
	}

	public EvaluationContext context() {
		return this.context;
	}

	/**
	 * Stop the query; its operators fail at their next step. For any thread.
	 */
	public void stop() {
		this.stopped.set(true);
	}

	void check() {
		if (this.stopped.get()) {
			throw new SqlException(0x0709, "Query terminated");
		}
	}

	/**
	 * Account for memory that an operator holds until the end.
	 */
	void charge(long bytes) {
		this.used += bytes;
		if (this.used > this.budget) {
			throw new SqlException(0x0102, "Out of Memory: the query needs more than " + (this.budget >> 20)
					+ " MiB for sorts, groups and joins");
		}
	}

}
