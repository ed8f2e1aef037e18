package io.github.taosspring.boot.schemaless;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;

/**
 * {@link SchemalessWriter} that writes nothing before the schema is initialised.
 * <p>
 * When a server comes that was not there at start, the schema is initialised a little
 * later. A batch in between would be refused for its missing database, for good; this way
 * its failure is retryable, and the buffered writer tries again.
 */
final class SchemaAwareWriter implements SchemalessWriter {

	private final SchemalessWriter delegate;

	private final BooleanSupplier pending;

	/**
	 * Create a writer.
	 * @param delegate writes
	 * @param pending whether the schema is still to be initialised
	 */
	SchemaAwareWriter(SchemalessWriter delegate, BooleanSupplier pending) {
		this.delegate = delegate;
		this.pending = pending;
	}

	private SchemalessWriter delegate() {
		if (this.pending.getAsBoolean()) {
			throw TaosErrors.cannotConnect("The schema is not initialised yet, because the server does not answer",
					null);
		}
		return this.delegate;
	}

	@Override
	public SchemalessResult write(PointBatch batch, SchemalessOptions options) {
		return delegate().write(batch, options);
	}

	@Override
	public SchemalessResult write(SchemalessProtocol protocol, List<String> lines, SchemalessOptions options) {
		return delegate().write(protocol, lines, options);
	}

	@Override
	public SchemalessResult write(SchemalessProtocol protocol, String payload, SchemalessOptions options) {
		return delegate().write(protocol, payload, options);
	}

}
