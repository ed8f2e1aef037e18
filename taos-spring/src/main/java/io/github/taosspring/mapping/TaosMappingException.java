package io.github.taosspring.mapping;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.TypeMismatchDataAccessException;

/**
 * A type that cannot be mapped, or a value that does not fit: a column is missing, a NULL
 * meets a primitive, or a value cannot be converted without loss. The message names type,
 * column and value.
 */
public class TaosMappingException extends TypeMismatchDataAccessException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what does not fit
	 * @param cause the cause, or {@code null}
	 */
	public TaosMappingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
