package io.github.taosspring.boot.schemaless;

import java.util.List;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.schemaless.TaosWriteFailedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Hands what a writer could not write to the application's listeners and publishes it as
 * an event. Listeners are looked for when they are needed: they may use the writer
 * themselves.
 */
final class WriteFailures implements WriteFailureListener {

	private static final Logger logger = LoggerFactory.getLogger(WriteFailures.class);

	private final String writer;

	private final SchemalessProtocol protocol;

	private final ObjectProvider<WriteFailureListener> listeners;

	private final ApplicationEventPublisher events;

	WriteFailures(String writer, SchemalessProtocol protocol, ObjectProvider<WriteFailureListener> listeners,
			ApplicationEventPublisher events) {
		this.writer = writer;
		this.protocol = protocol;
		this.listeners = listeners;
		this.events = events;
	}

	@Override
	public void onFailure(List<String> lines, TaosException error) {
		logger.warn("The writer '{}' could not write {} lines: {}", this.writer, lines.size(), error.getMessage());
		this.listeners.orderedStream().forEach((listener) -> tell(lines, () -> listener.onFailure(lines, error)));
		tell(lines, () -> this.events.publishEvent(new TaosWriteFailedEvent(this.writer, this.protocol, lines, error)));
	}

	/**
	 * Tell one; that it fails does not keep the others from being told.
	 */
	private void tell(List<String> lines, Runnable message) {
		try {
			message.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A listener to {} lines that the writer '{}' could not write failed", lines.size(), this.writer,
					ex);
		}
	}

}
