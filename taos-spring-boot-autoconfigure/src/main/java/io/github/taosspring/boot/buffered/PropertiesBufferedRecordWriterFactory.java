package io.github.taosspring.boot.buffered;

import io.github.taosspring.boot.TaosBufferedProperties;
import io.github.taosspring.boot.TaosSchemaInitialization;
import io.github.taosspring.buffered.BufferedRecordWriter;
import io.github.taosspring.buffered.BufferedRecordWriterFactory;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TaosOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * {@link BufferedRecordWriterFactory} of {@link TaosBufferedProperties}.
 */
final class PropertiesBufferedRecordWriterFactory implements BufferedRecordWriterFactory {

	private static final String PREFIX = "taos.buffered.";

	private final TaosOperations taos;

	private final TaosBufferedProperties properties;

	private final ObjectProvider<TaosSchemaInitialization> schema;

	private final ObjectProvider<WriteFailureListener> listeners;

	private final ApplicationEventPublisher events;

	PropertiesBufferedRecordWriterFactory(TaosOperations taos, TaosBufferedProperties properties,
			ObjectProvider<TaosSchemaInitialization> schema, ObjectProvider<WriteFailureListener> listeners,
			ApplicationEventPublisher events) {
		this.taos = taos;
		this.properties = properties;
		this.schema = schema;
		this.listeners = listeners;
		this.events = events;
	}

	@Override
	public <T> BufferedRecordWriter<T> create(Class<T> type) {
		InsertOptions insert = InsertOptions.DEFAULTS.nullPolicy(this.properties.getNullPolicy())
			.tagChange(this.properties.getTagChange())
			.truncateTimestamps(this.properties.isTruncateTimestamps());
		RecordFailures<T> failures = new RecordFailures<>(type, this.listeners, this.events);
		BufferedRecordWriter<T> writer = new BufferedRecordWriter<>(type, this::taos, insert,
				this.properties.toOptions(PREFIX, failures));
		failures.name(writer::name);
		return writer;
	}

	/**
	 * Return the operations once the schema is initialised: a server that was not there
	 * at start gets it a little after it came, and has no table before.
	 */
	private TaosOperations taos() {
		TaosSchemaInitialization initialization = this.schema.getIfAvailable();
		if (initialization != null && initialization.isPending()) {
			throw TaosErrors.cannotConnect("The schema is not initialised yet, because the server does not answer",
					null);
		}
		return this.taos;
	}

}
