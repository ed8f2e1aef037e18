package io.github.taosspring.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.TaosPointWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes points and records as points, in InfluxDB's line protocol and in the unit of the
 * database, in parts of bounded size. Thread-safe.
 */
final class PointWrites {

	/** The tag that names child tables of records. */
	private static final String TABLE_NAME_KEY = "_table_name";

	private static final int TABLE_NOT_EXIST = 0x2603;

	private static final int SUPER_TABLE_NOT_EXIST = 0x0362;

	private final TaosClient client;

	private final TaosMappingContext context;

	/** The unit of each database, by its name. */
	private final Map<String, TaosPrecision> precisions = new ConcurrentHashMap<>();

	/** Of the types whose tables were looked at. */
	private final Map<Key, TaosPointWriter<?>> writers = new ConcurrentHashMap<>();

	PointWrites(TaosClient client, TaosMappingContext context) {
		this.client = client;
		this.context = context;
	}

	/**
	 * Write points.
	 * @param callOptions those of the template
	 */
	SchemalessResult write(Iterable<Point> points, SchemalessOptions options, QueryOptions callOptions) {
		Write write = new Write(complete(options, callOptions));
		points.forEach(write::add);
		return write.end();
	}

	/**
	 * Write records as points.
	 * @param callOptions those of the template
	 */
	SchemalessResult writeRecords(Iterable<?> records, SchemalessOptions options, QueryOptions callOptions) {
		SchemalessOptions complete = complete(options, callOptions);
		Write write = new Write(complete.tableNameKey().isEmpty() ? complete.tableNameKey(TABLE_NAME_KEY) : complete);
		Point point = Point.measurement("");
		for (Object row : records) {
			Objects.requireNonNull(row, "A record to write must not be null");
			write.add(row, point);
		}
		return write.end();
	}

	/**
	 * Return options with what the template's say about each call.
	 */
	SchemalessOptions complete(SchemalessOptions options, QueryOptions callOptions) {
		SchemalessOptions complete = options;
		if (complete.database() == null && callOptions.database() != null) {
			complete = complete.database(callOptions.database());
		}
		if (complete.timeout() == null && callOptions.timeout() != null) {
			complete = complete.timeout(callOptions.timeout());
		}
		return (complete.reqId() == 0 && callOptions.reqId() != 0) ? complete.reqId(callOptions.reqId()) : complete;
	}

	private static QueryOptions queryOptions(SchemalessOptions options) {
		QueryOptions query = QueryOptions.DEFAULTS;
		if (options.timeout() != null) {
			query = query.timeout(options.timeout());
		}
		return (options.database() != null) ? query.database(options.database()) : query;
	}

	/**
	 * Return the unit of a database.
	 * @return the unit, {@code null} if there is no such database
	 */
	private @Nullable TaosPrecision precision(@Nullable String database, SchemalessOptions options) {
		if (database == null) {
			return null;
		}
		TaosPrecision known = this.precisions.get(database);
		if (known != null) {
			return known;
		}
		// no database is selected, as it may not exist
		QueryOptions query = (options.timeout() != null) ? QueryOptions.DEFAULTS.timeout(options.timeout())
				: QueryOptions.DEFAULTS;
		try (TaosResult result = this.client
			.query("select `precision` from information_schema.ins_databases where name = "
					+ SqlLiteral.of(database, this.client.options().timeZone()), query)) {
			if (!result.next()) {
				return null;
			}
			TaosPrecision precision = parse(String.valueOf(result.getString(0)));
			this.precisions.put(database, precision);
			return precision;
		}
	}

	private static TaosPrecision parse(String name) {
		for (TaosPrecision precision : TaosPrecision.values()) {
			if (precision.sqlName().equals(name)) {
				return precision;
			}
		}
		throw new IllegalStateException("Unknown precision of a database: " + name);
	}

	private TaosPointWriter<?> writer(Class<?> type, @Nullable String database, SchemalessOptions options) {
		Key key = new Key(type, (database != null) ? database : "");
		TaosPointWriter<?> writer = this.writers.get(key);
		if (writer == null) {
			writer = new TaosPointWriter<>(this.context.entity(type), this.context, this.client.options().timeZone());
			if (!check(writer, options)) {
				// looked at again when it is there
				return writer;
			}
			this.writers.put(key, writer);
		}
		return writer;
	}

	/**
	 * Check the table of a type.
	 * @return whether there is one
	 */
	private boolean check(TaosPointWriter<?> writer, SchemalessOptions options) {
		Map<String, String> columns = new LinkedHashMap<>();
		Map<String, String> tags = new LinkedHashMap<>();
		String table = RowWriters.qualified(writer.entity(), options.database());
		try (TaosResult result = this.client.query("describe " + table, queryOptions(options))) {
			while (result.next()) {
				boolean tag = "TAG".equals(result.getString(3));
				(tag ? tags : columns).put(String.valueOf(result.getString(0)), String.valueOf(result.getString(1)));
			}
		}
		catch (TaosException ex) {
			if (ex.code() == TABLE_NOT_EXIST || ex.code() == SUPER_TABLE_NOT_EXIST) {
				return false;
			}
			throw ex;
		}
		writer.check(columns, tags);
		return true;
	}

	/**
	 * A type in a database.
	 */
	private record Key(Class<?> type, String database) {

	}

	/**
	 * One write of any number of points.
	 */
	private final class Write {

		private final SchemalessWriter writer = SchemalessWriter.of(PointWrites.this.client);

		private final @Nullable String database;

		private final TaosPrecision precision;

		private final PointBatch batch;

		private SchemalessOptions options;

		private SchemalessResult result = SchemalessResult.EMPTY;

		private @Nullable TaosPointWriter<?> latest;

		Write(SchemalessOptions options) {
			this.options = options;
			this.database = (options.database() != null) ? options.database()
					: PointWrites.this.client.options().database();
			SchemalessPrecision unit = options.precision();
			if (unit == SchemalessPrecision.NOT_CONFIGURED) {
				unit = unit(precision(this.database, options));
			}
			this.batch = PointBatch.of(SchemalessProtocol.LINE, unit);
			this.options = options.precision(unit);
			TaosPrecision known = precision(this.database, options);
			this.precision = (known != null) ? known : TaosPrecision.MILLISECOND;
		}

		private static SchemalessPrecision unit(@Nullable TaosPrecision precision) {
			if (precision == null) {
				return SchemalessPrecision.NOT_CONFIGURED;
			}
			return switch (precision) {
				case MILLISECOND -> SchemalessPrecision.MILLISECONDS;
				case MICROSECOND -> SchemalessPrecision.MICROSECONDS;
				case NANOSECOND -> SchemalessPrecision.NANOSECONDS;
			};
		}

		void add(Point point) {
			this.batch.add(point);
			if (this.batch.byteSize() >= this.options.maxPayloadBytes()) {
				flush();
			}
		}

		@SuppressWarnings("unchecked")
		void add(Object row, Point point) {
			TaosPointWriter<?> of = this.latest;
			if (of == null || of.entity().type() != row.getClass()) {
				of = PointWrites.this.writer(row.getClass(), this.database, this.options);
				this.latest = of;
			}
			((TaosPointWriter<Object>) of).write(row, point, this.options.tableNameKey(), this.precision);
			add(point);
		}

		private void flush() {
			try {
				this.result = this.result.plus(this.writer.write(this.batch, this.options));
			}
			catch (TaosException ex) {
				PointWrites.this.writers.clear();
				PointWrites.this.precisions.clear();
				throw ex;
			}
			this.batch.clear();
			if (this.options.reqId() != 0) {
				// the caller's is for the first request
				this.options = withoutReqId(this.options);
			}
		}

		private static SchemalessOptions withoutReqId(SchemalessOptions options) {
			SchemalessOptions copy = SchemalessOptions.DEFAULTS.precision(options.precision())
				.ttl(options.ttl())
				.tableNameKey(options.tableNameKey())
				.maxPayloadBytes(options.maxPayloadBytes());
			copy = (options.timeout() != null) ? copy.timeout(options.timeout()) : copy;
			return (options.database() != null) ? copy.database(options.database()) : copy;
		}

		SchemalessResult end() {
			if (!this.batch.isEmpty()) {
				flush();
			}
			return this.result;
		}

	}

}
