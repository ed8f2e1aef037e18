package io.github.taosspring.listener.adapter;

import io.github.taosspring.mapping.TaosMappingException;
import org.jspecify.annotations.Nullable;

/**
 * A topic does not bring what a listener takes, or is not there and has to be.
 */
public class TaosTopicMismatchException extends TaosMappingException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final String advice;

	/**
	 * Create an exception.
	 * @param problem what is wrong
	 * @param advice what to do
	 * @param cause the cause, or {@code null}
	 */
	public TaosTopicMismatchException(String problem, String advice, @Nullable Throwable cause) {
		super(problem + " " + advice, cause);
		this.problem = problem;
		this.advice = advice;
	}

	/**
	 * Return what is wrong.
	 * @return a sentence
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return what to do.
	 * @return a sentence
	 */
	public String getAdvice() {
		return this.advice;
	}

}
