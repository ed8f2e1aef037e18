package io.github.taosspring.boot.schemaless;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosProperties;
import io.github.taosspring.boot.TaosSchemaInitialization;
import io.github.taosspring.boot.TaosSchemalessProperties;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.buffered.WriteFailureListener;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.schemaless.BufferedPointWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.StringUtils;

/**
 * Makes buffered writers of {@link TaosSchemalessProperties}. Each property is checked on
 * its own, so that a wrong value is reported under its name.
 */
final class BufferedPointWriterFactory {

	private static final String PREFIX = "taos.schemaless.";

	private static final String PRECISION = PREFIX + "precision";

	private final TaosClient client;

	private final TaosSchemalessProperties properties;

	private final @Nullable String databasePrecision;

	private final ObjectProvider<TaosSchemaInitialization> schema;

	private final ObjectProvider<WriteFailureListener> listeners;

	private final ApplicationEventPublisher events;

	BufferedPointWriterFactory(TaosClient client, TaosProperties properties,
			ObjectProvider<TaosSchemaInitialization> schema, ObjectProvider<WriteFailureListener> listeners,
			ApplicationEventPublisher events) {
		this.client = client;
		this.properties = properties.getSchemaless();
		this.databasePrecision = properties.getSchema().getDatabase().getPrecision();
		this.schema = schema;
		this.listeners = listeners;
		this.events = events;
	}

	BufferedPointWriter create(String name, SchemalessProtocol protocol) {
		WriteFailureListener failures = new WriteFailures(name, protocol, this.listeners, this.events);
		return new BufferedPointWriter(this::writer, format(protocol), write(),
				this.properties.toOptions(PREFIX, failures));
	}

	private SchemalessWriter writer() {
		TaosSchemaInitialization initialization = this.schema.getIfAvailable();
		SchemalessWriter writer = SchemalessWriter.of(this.client);
		return (initialization != null) ? new SchemaAwareWriter(writer, initialization::isPending) : writer;
	}

	private PointBatch format(SchemalessProtocol protocol) {
		SchemalessPrecision precision = precision(protocol);
		PointBatch format = check(PRECISION, () -> PointBatch.of(protocol, precision));
		return format.truncateTimestamps(this.properties.isTruncateTimestamps())
			.splitFields(this.properties.isSplitFields());
	}

	private SchemalessPrecision precision(SchemalessProtocol protocol) {
		boolean main = protocol == this.properties.getProtocol();
		if (StringUtils.hasText(this.properties.getPrecision()) && (main || protocol != SchemalessProtocol.TELNET)) {
			return parse(this.properties.getPrecision());
		}
		return (StringUtils.hasText(this.databasePrecision) && protocol != SchemalessProtocol.TELNET)
				? parse(this.databasePrecision) : SchemalessPrecision.MILLISECONDS;
	}

	private static SchemalessPrecision parse(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "ms" -> SchemalessPrecision.MILLISECONDS;
			case "us" -> SchemalessPrecision.MICROSECONDS;
			case "ns" -> SchemalessPrecision.NANOSECONDS;
			default -> throw invalid(PRECISION, "must be ms, us or ns, was '" + name + "'");
		};
	}

	private SchemalessOptions write() {
		SchemalessOptions write = SchemalessOptions.DEFAULTS;
		if (StringUtils.hasText(this.properties.getTableNameKey())) {
			write = write.tableNameKey(this.properties.getTableNameKey());
		}
		Duration ttl = this.properties.getTtl();
		return (ttl != null) ? write.ttl(days(ttl)) : write;
	}

	private static int days(Duration ttl) {
		if (ttl.isNegative() || !ttl.equals(Duration.ofDays(ttl.toDays())) || ttl.toDays() > Integer.MAX_VALUE) {
			throw invalid(PREFIX + "ttl", "must be whole days, was " + ttl);
		}
		return (int) ttl.toDays();
	}

	private static <T> T check(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (TaosInterfaceException ex) {
			throw new InvalidTaosPropertyException(property, ex);
		}
	}

	private static InvalidTaosPropertyException invalid(String property, String message) {
		return new InvalidTaosPropertyException(property, new IllegalArgumentException(message));
	}

}
