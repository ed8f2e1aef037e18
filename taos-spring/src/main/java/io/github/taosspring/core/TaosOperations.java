package io.github.taosspring.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
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

}
