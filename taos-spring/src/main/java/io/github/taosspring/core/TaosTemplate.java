package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.sql.NamedSql;
import io.github.taosspring.client.sql.ParameterizedSql;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.mapping.CurrentRow;
import io.github.taosspring.mapping.RowMappers;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.TaosRowMapper;
import io.github.taosspring.mapping.TaosRowWriter;
import io.github.taosspring.schema.SuperTableDdl;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * {@link TaosOperations} over a {@link TaosClient}. Immutable and thread-safe; does not
 * close its client.
 */
public class TaosTemplate implements TaosOperations {

	private final TaosClient client;

	private final QueryOptions options;

	private final TaosMappingContext mappingContext;

	private final RowMappers mappers;

	private final RowWriters writers;

	private final TagRegistry tags;

	private final PointWrites points;

	private final TaosExceptionTranslator translator;

	/**
	 * Create a template with Spring's default conversions.
	 * @param client the client
	 */
	public TaosTemplate(TaosClient client) {
		this(client, DefaultConversionService.getSharedInstance());
	}

	/**
	 * Create a template.
	 * @param client the client
	 * @param conversionService converts values that the exact conversions of numbers,
	 * text, bytes and times do not know
	 */
	public TaosTemplate(TaosClient client, ConversionService conversionService) {
		this(client, conversionService, new TaosExceptionTranslator());
	}

	/**
	 * Create a template.
	 * @param client the client
	 * @param conversionService converts values that the exact conversions of numbers,
	 * text, bytes and times do not know
	 * @param translator translates failures
	 */
	public TaosTemplate(TaosClient client, ConversionService conversionService, TaosExceptionTranslator translator) {
		this(client, new TaosMappingContext().withConversionService(conversionService), translator);
	}

	/**
	 * Create a template.
	 * @param client the client
	 * @param mappingContext knows how types map to super tables and how values are
	 * converted
	 * @param translator translates failures
	 */
	public TaosTemplate(TaosClient client, TaosMappingContext mappingContext, TaosExceptionTranslator translator) {
		this.client = client;
		this.options = QueryOptions.DEFAULTS;
		this.mappingContext = mappingContext;
		this.mappers = new RowMappers(mappingContext, client.options().timeZone());
		this.writers = new RowWriters(client, mappingContext);
		this.tags = new TagRegistry();
		this.points = new PointWrites(client, mappingContext);
		this.translator = translator;
	}

	private TaosTemplate(TaosTemplate template, QueryOptions options) {
		this.client = template.client;
		this.options = options;
		this.mappingContext = template.mappingContext;
		this.mappers = template.mappers;
		this.writers = template.writers;
		this.tags = template.tags;
		this.points = template.points;
		this.translator = template.translator;
	}

	@Override
	public TaosClient client() {
		return this.client;
	}

	@Override
	public TaosTemplate with(QueryOptions options) {
		return new TaosTemplate(this, options);
	}

	@Override
	public long execute(String sql, @Nullable Object... args) {
		return execute(sql, positional(sql, args));
	}

	@Override
	public long execute(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return execute(sql, named(sql, parameters));
	}

	private long execute(String sql, Supplier<String> bound) {
		return translated("execute", sql, () -> this.client.execute(bound.get(), this.options));
	}

	@Override
	public <T extends @Nullable Object> List<T> query(String sql, Class<T> type, @Nullable Object... args) {
		return list(sql, positional(sql, args), byType(type));
	}

	@Override
	public <T extends @Nullable Object> List<T> query(String sql, Map<String, ? extends @Nullable Object> parameters,
			Class<T> type) {
		return list(sql, named(sql, parameters), byType(type));
	}

	@Override
	public <T extends @Nullable Object> List<T> query(String sql, TaosRowMapper<T> mapper, @Nullable Object... args) {
		return list(sql, positional(sql, args), (result) -> mapper);
	}

	@Override
	public <T extends @Nullable Object> List<T> query(String sql, Map<String, ? extends @Nullable Object> parameters,
			TaosRowMapper<T> mapper) {
		return list(sql, named(sql, parameters), (result) -> mapper);
	}

	private <T extends @Nullable Object> Function<TaosResult, TaosRowMapper<T>> byType(Class<T> type) {
		return (result) -> this.mappers.mapperFor(type, result.columns());
	}

	private <T extends @Nullable Object> List<T> list(String sql, Supplier<String> bound,
			Function<TaosResult, TaosRowMapper<T>> mapping) {
		return extract(sql, bound, (result) -> {
			TaosRowMapper<T> mapper = mapping.apply(result);
			CurrentRow row = new CurrentRow(result);
			List<T> objects = new ArrayList<>();
			while (result.next()) {
				objects.add(mapper.mapRow(row));
			}
			return objects;
		});
	}

	@Override
	public <T extends @Nullable Object> T extract(String sql, TaosResultExtractor<T> extractor,
			@Nullable Object... args) {
		return extract(sql, positional(sql, args), extractor);
	}

	private <T extends @Nullable Object> T extract(String sql, Supplier<String> bound,
			TaosResultExtractor<T> extractor) {
		return translated("query", sql, () -> {
			try (TaosResult result = this.client.query(bound.get(), this.options)) {
				return extractor.extract(result);
			}
		});
	}

	@Override
	public List<Map<String, @Nullable Object>> queryForList(String sql, @Nullable Object... args) {
		return extract(sql, TaosResult::toMaps, args);
	}

	@Override
	public List<Map<String, @Nullable Object>> queryForList(String sql,
			Map<String, ? extends @Nullable Object> parameters) {
		return extract(sql, named(sql, parameters), TaosResult::toMaps);
	}

	@Override
	public Map<String, @Nullable Object> queryForMap(String sql, @Nullable Object... args) {
		return single(queryForList(sql, args));
	}

	@Override
	public <T> @Nullable T queryForObject(String sql, Class<T> type, @Nullable Object... args) {
		return single(query(sql, type, args));
	}

	@Override
	public <T> @Nullable T queryForObject(String sql, Map<String, ? extends @Nullable Object> parameters,
			Class<T> type) {
		return single(query(sql, parameters, type));
	}

	@Override
	public <T> Optional<T> queryForOptional(String sql, Class<T> type, @Nullable Object... args) {
		return optional(query(sql, type, args));
	}

	@Override
	public <T> Optional<T> queryForOptional(String sql, Map<String, ? extends @Nullable Object> parameters,
			Class<T> type) {
		return optional(query(sql, parameters, type));
	}

	private static <T> Optional<T> optional(List<T> objects) {
		return objects.isEmpty() ? Optional.empty() : Optional.ofNullable(single(objects));
	}

	private static <T extends @Nullable Object> T single(List<T> objects) {
		if (objects.isEmpty()) {
			throw new EmptyResultDataAccessException(1);
		}
		if (objects.size() > 1) {
			throw new IncorrectResultSizeDataAccessException(1, objects.size());
		}
		return objects.get(0);
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(String sql, Class<T> type, @Nullable Object... args) {
		return stream(sql, positional(sql, args), byType(type));
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(String sql,
			Map<String, ? extends @Nullable Object> parameters, Class<T> type) {
		return stream(sql, named(sql, parameters), byType(type));
	}

	@Override
	public <T extends @Nullable Object> Stream<T> queryForStream(String sql, TaosRowMapper<T> mapper,
			@Nullable Object... args) {
		return stream(sql, positional(sql, args), (result) -> mapper);
	}

	private <T extends @Nullable Object> Stream<T> stream(String sql, Supplier<String> bound,
			Function<TaosResult, TaosRowMapper<T>> mapping) {
		return translated("query", sql, () -> {
			TaosResult result = this.client.query(bound.get(), this.options);
			try {
				Spliterator<T> rows = new RowSpliterator<>(result, mapping.apply(result),
						(ex) -> this.translator.translate("read rows", sql, ex));
				return StreamSupport.stream(rows, false).onClose(result::close);
			}
			catch (RuntimeException ex) {
				result.close();
				throw ex;
			}
		});
	}

	@Override
	public String superTableDdl(Class<?> type) {
		return SuperTableDdl.create(this.mappingContext.entity(type));
	}

	@Override
	public void createSuperTable(Class<?> type) {
		execute(superTableDdl(type));
	}

	@Override
	public InsertResult insertAll(Iterable<?> rows, InsertOptions options) {
		return new RecordInsert(this.client, this.writers, this.tags, this.translator, this.options, options)
			.run(rows.iterator());
	}

	@Override
	public <T> BufferedWriter<T> bufferedWriter(Class<T> type, InsertOptions options, BufferOptions buffer) {
		return translated("read the columns of " + type.getSimpleName(), null,
				() -> new RecordBatches<>(type, this.client, this.writers, this.tags, this.options, options)
					.writer(buffer));
	}

	@Override
	public void updateTags(Object row) {
		updateTags(row.getClass(), row);
	}

	private <T> void updateTags(Class<T> type, Object object) {
		T row = type.cast(object);
		String database = this.options.database();
		TaosRowWriter<T> writer = translated("update tags", null, () -> this.writers.writer(type, database));
		String table = writer.entity().childTable(row);
		List<@Nullable Object> values = writer.tags(row);
		execute(TagRegistry.updateSql(writer.entity(), RowWriters.qualified(table, database), values, this.client));
		this.tags.put(new TagRegistry.Key(RowWriters.qualified(writer.entity(), database), table),
				writer.comparable(values));
	}

	@Override
	public ColumnBatch newBatch(String table, String... columns) {
		String database = this.options.database();
		String target = (database != null) ? database + "." + table : table;
		return translated("read the columns of " + table, null,
				() -> ColumnBatch.of(BatchWriter.of(this.client).schema(target, List.of(columns))));
	}

	@Override
	public WriteResult insert(ColumnBatch batch, WriteOptions options) {
		return translated("insert", null, () -> BatchWriter.of(this.client).write(batch, options));
	}

	@Override
	public SchemalessResult writeAll(Iterable<Point> points, SchemalessOptions options) {
		return translated("write points", null, () -> this.points.write(points, options, this.options));
	}

	@Override
	public SchemalessResult writeAsPoints(Iterable<?> records, SchemalessOptions options) {
		return translated("write records as points", null,
				() -> this.points.writeRecords(records, options, this.options));
	}

	@Override
	public SchemalessResult write(PointBatch batch, SchemalessOptions options) {
		return translated("write points", null,
				() -> SchemalessWriter.of(this.client).write(batch, this.points.complete(options, this.options)));
	}

	@Override
	public SchemalessResult writeLines(SchemalessProtocol protocol, List<String> lines, SchemalessOptions options) {
		return translated("write lines", null, () -> SchemalessWriter.of(this.client)
			.write(protocol, lines, this.points.complete(options, this.options)));
	}

	private Supplier<String> positional(String sql, @Nullable Object[] args) {
		Objects.requireNonNull(sql, "sql");
		return () -> (args.length == 0) ? sql
				: ParameterizedSql.parse(sql).render(this.client.options().timeZone(), args);
	}

	private Supplier<String> named(String sql, Map<String, ? extends @Nullable Object> parameters) {
		Objects.requireNonNull(sql, "sql");
		return () -> NamedSql.parse(sql).render(this.client.options().timeZone(), parameters);
	}

	private <T extends @Nullable Object> T translated(String task, @Nullable String sql, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (TaosException ex) {
			throw this.translator.translate(task, sql, ex);
		}
	}

}
