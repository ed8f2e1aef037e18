package io.github.taosspring.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A server's {@linkplain EmbeddedTaosServer.Builder#path(java.nio.file.Path) path} can't
 * be used: it is not writable, another server has it, or it holds a damaged file, which
 * the message names.
 */
public final class EmbeddedTaosPathException extends UncheckedIOException {

	private static final long serialVersionUID = 1L;

	EmbeddedTaosPathException(String message, IOException cause) {
		super(message, cause);
	}

}
