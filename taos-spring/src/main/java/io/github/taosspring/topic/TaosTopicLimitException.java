package io.github.taosspring.topic;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The server has as many topics as it allows: 20, unless its {@code tmqMaxTopicNum} says
 * otherwise. The message names them.
 */
public class TaosTopicLimitException extends NonTransientDataAccessResourceException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what could not be made and what is there
	 * @param cause the server's answer
	 */
	public TaosTopicLimitException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
