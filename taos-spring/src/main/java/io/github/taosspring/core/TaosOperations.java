package io.github.taosspring.core;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteOptions;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.mapping.TaosRowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What an application does with TDengine: statements with {@code ?} arguments, rows as
 * objects. Implemented by {@link TaosTemplate}; an interface for mocks and decorators.
 * <p>
 * <b>Arguments.</b> Each {@code ?} outside of literals, quoted names and comments takes
 * one argument, which is written into the statement as a literal of its type (an
 * {@code Instant} keeps its nanoseconds). Without any argument the statement is sent as
 * it is. With a map each {@code :name} takes the value of its key, a collection standing
 * for its elements as in {@code in (:ids)}.
 * <p>
 * <b>Objects.</b> A type is a record, a class with setters or with one constructor, or a
 * single value (numbers, text, times, enums, {@code byte[]}, {@code Object}). A component
 * takes the column of its name; case and underscores do not matter, columns without a
 * component are left out. A missing column, a NULL for a primitive and a value that the
 * type cannot hold exactly throw
 * {@link io.github.taosspring.mapping.TaosMappingException}.
 * <p>
 * <b>Failures</b> are {@link org.springframework.dao.DataAccessException}s; TDengine's
 * code is in their {@link io.github.taosspring.client.TaosException} cause.
 */
public interface TaosOperations {

	/**
	 * Return the client underneath, for blocks without an object per row.
	 * @return the client
	 */
	TaosClient client();

	/**
	 * Return operations that run each call with options: a request id of the caller's, a
	 * timeout, another database.
	 * @param options the options
	 * @return operations over the same client; cheap to make
	 */
	TaosOperations with(QueryOptions options);

	/**
	 * Run a statement.
	 * @param sql one statement
	 * @param args its arguments
	 * @return the affected rows, 0 for DDL
	 */
	long execute(String sql, @Nullable Object... args);

	/**
	 * Run a statement with named parameters.
	 * @param sql one statement
	 * @param parameters a value for each {@code :name} in it
	 * @return the affected rows, 0 for DDL
	 */
	long execute(String sql, Map<String, ? extends @Nullable Object> parameters);

	/**
	 * Query rows into objects.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param type the type; of a single value, NULL is a {@code null} element
	 * @param args the query's arguments
	 * @return the objects, one a row
	 */
	<T extends @Nullable Object> List<T> query(String sql, Class<T> type, @Nullable Object... args);

	/**
	 * Query rows into objects with named parameters.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @param type the type; of a single value, NULL is a {@code null} element
	 * @return the objects, one a row
	 */
	<T extends @Nullable Object> List<T> query(String sql, Map<String, ? extends @Nullable Object> parameters,
			Class<T> type);

	/**
	 * Query rows into objects that a callback makes.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param mapper makes an object of the current row
	 * @param args the query's arguments
	 * @return the objects, one a row
	 */
	<T extends @Nullable Object> List<T> query(String sql, TaosRowMapper<T> mapper, @Nullable Object... args);

	/**
	 * Query rows into objects that a callback makes, with named parameters.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @param mapper makes an object of the current row
	 * @return the objects, one a row
	 */
	<T extends @Nullable Object> List<T> query(String sql, Map<String, ? extends @Nullable Object> parameters,
			TaosRowMapper<T> mapper);

	/**
	 * Query and read the result by a callback.
	 * @param <T> the type of what the callback makes
	 * @param sql one query
	 * @param extractor reads the result, which is closed afterwards
	 * @param args the query's arguments
	 * @return what the callback returned
	 */
	<T extends @Nullable Object> T extract(String sql, TaosResultExtractor<T> extractor, @Nullable Object... args);

	/**
	 * Query rows into maps.
	 * @param sql one query
	 * @param args its arguments
	 * @return a map a row, label to value, in column order
	 */
	List<Map<String, @Nullable Object>> queryForList(String sql, @Nullable Object... args);

	/**
	 * Query rows into maps with named parameters.
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @return a map a row, label to value, in column order
	 */
	List<Map<String, @Nullable Object>> queryForList(String sql, Map<String, ? extends @Nullable Object> parameters);

	/**
	 * Query exactly one row into a map.
	 * @param sql one query
	 * @param args its arguments
	 * @return the row, label to value, in column order
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there is
	 * no row or more than one
	 */
	Map<String, @Nullable Object> queryForMap(String sql, @Nullable Object... args);

	/**
	 * Query exactly one row into an object.
	 * @param <T> the type of the object
	 * @param sql one query
	 * @param type the type
	 * @param args the query's arguments
	 * @return the object, {@code null} for a single value that is NULL
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there is
	 * no row (as of an aggregate over nothing) or more than one
	 */
	<T> @Nullable T queryForObject(String sql, Class<T> type, @Nullable Object... args);

	/**
	 * Query exactly one row into an object with named parameters.
	 * @param <T> the type of the object
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @param type the type
	 * @return the object, {@code null} for a single value that is NULL
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there is
	 * no row (as of an aggregate over nothing) or more than one
	 */
	<T> @Nullable T queryForObject(String sql, Map<String, ? extends @Nullable Object> parameters, Class<T> type);

	/**
	 * Query at most one row into an object.
	 * @param <T> the type of the object
	 * @param sql one query
	 * @param type the type
	 * @param args the query's arguments
	 * @return the object, empty for no row and for a single value that is NULL
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there is
	 * more than one row
	 */
	<T> Optional<T> queryForOptional(String sql, Class<T> type, @Nullable Object... args);

	/**
	 * Query at most one row into an object with named parameters.
	 * @param <T> the type of the object
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @param type the type
	 * @return the object, empty for no row and for a single value that is NULL
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there is
	 * more than one row
	 */
	<T> Optional<T> queryForOptional(String sql, Map<String, ? extends @Nullable Object> parameters, Class<T> type);

	/**
	 * Query rows into objects as they are read: block after block arrives, nothing is
	 * kept. Close the stream (try-with-resources); it frees the result, also on the
	 * server.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param type the type
	 * @param args the query's arguments
	 * @return a sequential stream
	 */
	<T extends @Nullable Object> Stream<T> queryForStream(String sql, Class<T> type, @Nullable Object... args);

	/**
	 * Query rows into objects as they are read, with named parameters; see
	 * {@link #queryForStream(String, Class, Object...)}.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param parameters a value for each {@code :name} in it
	 * @param type the type
	 * @return a sequential stream
	 */
	<T extends @Nullable Object> Stream<T> queryForStream(String sql,
			Map<String, ? extends @Nullable Object> parameters, Class<T> type);

	/**
	 * Query rows into objects that a callback makes as they are read; see
	 * {@link #queryForStream(String, Class, Object...)}.
	 * @param <T> the type of the objects
	 * @param sql one query
	 * @param mapper makes an object of the current row
	 * @param args the query's arguments
	 * @return a sequential stream
	 */
	<T extends @Nullable Object> Stream<T> queryForStream(String sql, TaosRowMapper<T> mapper,
			@Nullable Object... args);

	/**
	 * Return the statement that makes a type's super table if it is missing.
	 * @param type a record or class annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @return one statement, for a session or call with the right database
	 * @throws io.github.taosspring.mapping.TaosMappingException if the type is not
	 * annotated, or wrongly
	 */
	String superTableDdl(Class<?> type);

	/**
	 * Make a type's super table if it is missing. One that exists stays as it is.
	 * @param type a record or class annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @throws io.github.taosspring.mapping.TaosMappingException if the type is not
	 * annotated, or wrongly
	 */
	void createSuperTable(Class<?> type);

	/**
	 * Insert a record, with the defaults of {@link InsertOptions}.
	 * @param row a record or bean of a type annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}; its child table is made if it is
	 * missing
	 * @return what became of it
	 * @throws io.github.taosspring.mapping.TaosMappingException if the type is mapped
	 * wrongly, or a value does not fit its column; the message names record, component,
	 * column, table and value
	 */
	default InsertResult insert(Object row) {
		return insertAll(List.of(row), InsertOptions.DEFAULTS);
	}

	/**
	 * Insert a record.
	 * @param row the record, see {@link #insert(Object)}
	 * @param options what null means, what becomes of differing tags, and more
	 * @return what became of it
	 */
	default InsertResult insert(Object row, InsertOptions options) {
		return insertAll(List.of(row), options);
	}

	/**
	 * Insert records, with the defaults of {@link InsertOptions}.
	 * @param rows the records, see {@link #insertAll(Iterable, InsertOptions)}
	 * @return what became of them
	 */
	default InsertResult insertAll(Iterable<?> rows) {
		return insertAll(rows, InsertOptions.DEFAULTS);
	}

	/**
	 * Insert records by bound statements, as columns grouped by child table. They are
	 * taken one after the other and held only until their batch is written, so there may
	 * be any number. A batch may hold records of several types. Rows have explicit
	 * timestamps, so inserting them again changes nothing.
	 * <p>
	 * Without a {@linkplain InsertOptions#failureHandler() failure handler} the first row
	 * that cannot be written ends the insert; the batches before it, and the other rows
	 * of its batch if the server refused it, are written, rows of other types that wait
	 * are not. If the iterator throws, the rows that it gave before are written.
	 * @param rows records or beans of types annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @param options what null means, what becomes of differing tags, how many rows are
	 * written at once, what is told of failures
	 * @return what became of each batch
	 */
	InsertResult insertAll(Iterable<?> rows, InsertOptions options);

	/**
	 * Insert records as a stream gives them, with the defaults of {@link InsertOptions},
	 * and close the stream.
	 * @param rows the records, see {@link #insertAll(Iterable, InsertOptions)}
	 * @return what became of them
	 */
	default InsertResult insertAll(Stream<?> rows) {
		return insertAll(rows, InsertOptions.DEFAULTS);
	}

	/**
	 * Insert records as a stream gives them, and close the stream.
	 * @param rows the records, see {@link #insertAll(Iterable, InsertOptions)}
	 * @param options see {@link #insertAll(Iterable, InsertOptions)}
	 * @return what became of them
	 */
	@SuppressWarnings("unchecked")
	default InsertResult insertAll(Stream<?> rows, InsertOptions options) {
		try (rows) {
			Iterator<?> iterator = rows.iterator();
			Iterable<Object> once = () -> (Iterator<Object>) iterator;
			return insertAll(once, options);
		}
	}

	/**
	 * Make a writer that collects records of one type and inserts them in batches, in the
	 * background. It asks the server for the table's columns at once; whatever happens to
	 * the server afterwards, what it takes is written or handed back.
	 * <p>
	 * A record that does not fit its columns is refused by {@code write} with a
	 * {@link io.github.taosspring.mapping.TaosMappingException}. Records must not be
	 * changed until they are done. What fails goes to the
	 * {@linkplain BufferOptions#failureListener() failure listener} as rows whose
	 * {@linkplain io.github.taosspring.client.buffered.FailedRow#item() item} is the very
	 * record. If the table changes such that records do not fit any more, what is
	 * buffered is handed back, and later records follow the new definition.
	 * @param <T> the type of the records
	 * @param type a record or class annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @param options what null means, what becomes of differing tags; size of batches and
	 * failure handler are those of the buffer
	 * @param buffer how much is buffered, for how long, and who is told
	 * @return the writer, to be closed; the timeout of {@link #with(QueryOptions) these
	 * operations} is that of one attempt
	 * @throws io.github.taosspring.mapping.TaosMappingException if the type is mapped
	 * wrongly
	 */
	<T> BufferedWriter<T> bufferedWriter(Class<T> type, InsertOptions options, BufferOptions buffer);

	/**
	 * Set the tags of a record's child table, which must exist, to those of the record.
	 * Nothing else of the record is looked at.
	 * @param row the record
	 */
	void updateTags(Object row);

	/**
	 * Return an empty batch for rows without records, with what the server says about the
	 * columns.
	 * @param table a super table, whose rows name their child table, or any other table;
	 * case kept
	 * @param columns the tags and columns that rows shall have, the timestamp first among
	 * the columns; none for all
	 * @return the batch, for {@link #insert(ColumnBatch, WriteOptions)}
	 */
	ColumnBatch newBatch(String table, String... columns);

	/**
	 * Write a batch.
	 * @param batch the rows; they stay, for {@link ColumnBatch#clear()}
	 * @param options what NULL means, the time allowed and more
	 * @return what became of them; rows that the server refused are in it, not thrown
	 */
	WriteResult insert(ColumnBatch batch, WriteOptions options);

	/**
	 * Write a point without a schema, see {@link #writeAll(Iterable, SchemalessOptions)}.
	 * @param point the point; without a time it gets the present one
	 * @return the server's counts
	 */
	default SchemalessResult write(Point point) {
		return writeAll(List.of(point), SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write points without a schema, see {@link #writeAll(Iterable, SchemalessOptions)}.
	 * @param points the points
	 * @return the server's counts
	 */
	default SchemalessResult writeAll(Iterable<Point> points) {
		return writeAll(points, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write points without a schema, for which the server makes super tables, child
	 * tables and columns as they come: in InfluxDB's line protocol, in requests of
	 * {@link SchemalessOptions#maxPayloadBytes()}. Each point is encoded as it is taken,
	 * so that one can be filled again and again. Times are written in the unit of the
	 * database unless the options have one; finer ones are refused.
	 * <p>
	 * The server takes a request whole or not at all. For many single points see
	 * {@link io.github.taosspring.schemaless.BufferedPointWriter}.
	 * @param points the points
	 * @param options unit of the times, time to live of child tables and more
	 * @return the server's counts
	 * @see io.github.taosspring.client.schemaless.SchemalessWriter
	 */
	SchemalessResult writeAll(Iterable<Point> points, SchemalessOptions options);

	/**
	 * Write a batch of points without a schema, in its protocol.
	 * @param batch the points; they stay, for {@link PointBatch#clear()}
	 * @return the server's counts
	 */
	default SchemalessResult write(PointBatch batch) {
		return write(batch, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write a batch of points without a schema, in its protocol.
	 * @param batch the points; they stay, for {@link PointBatch#clear()}
	 * @param options time to live of child tables and more
	 * @return the server's counts
	 */
	SchemalessResult write(PointBatch batch, SchemalessOptions options);

	/**
	 * Write lines of InfluxDB's or OpenTSDB's protocols.
	 * @param protocol the lines' format; each in JSON is a document, sent by itself
	 * @param lines the lines without line ends
	 * @return the server's counts
	 */
	default SchemalessResult writeLines(SchemalessProtocol protocol, List<String> lines) {
		return writeLines(protocol, lines, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write lines of InfluxDB's or OpenTSDB's protocols.
	 * @param protocol the lines' format; each in JSON is a document, sent by itself
	 * @param lines the lines without line ends
	 * @param options unit of the times in InfluxDB's lines, time to live of child tables
	 * and more
	 * @return the server's counts
	 */
	SchemalessResult writeLines(SchemalessProtocol protocol, List<String> lines, SchemalessOptions options);

	/**
	 * Write records as points, see {@link #writeAsPoints(Iterable, SchemalessOptions)}.
	 * @param records the records
	 * @return the server's counts
	 */
	default SchemalessResult writeAsPoints(Iterable<?> records) {
		return writeAsPoints(records, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write records as points, for super tables that schemaless writing made or may make.
	 * Those have a timestamp named {@code _ts} and NCHAR tags: <pre class="code">
	 * &#64;SuperTable("weather")
	 * record Weather(&#64;Tag &#64;Column(type = TaosType.NCHAR) String city, &#64;Ts &#64;Column("_ts") Instant time, double t) {
	 * }
	 * </pre> Whether a type is mapped that way, and whether the table in the database is
	 * shaped so, is checked before anything is sent. For all other tables, and generally
	 * as the faster and stricter way, see {@link #insertAll(Iterable, InsertOptions)}.
	 * <p>
	 * Child tables have the names that inserts give them. A null is left out, so that a
	 * column of a row that exists keeps its value; texts that are longer than their
	 * column widen it, columns that the table lacks are added.
	 * @param records records or beans of types annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @param options unit of the times, time to live of child tables and more
	 * @return the server's counts
	 * @throws io.github.taosspring.mapping.TaosMappingException if a type or its table is
	 * not of that shape, or a value does not fit; the points of requests before were
	 * written
	 */
	SchemalessResult writeAsPoints(Iterable<?> records, SchemalessOptions options);

}
