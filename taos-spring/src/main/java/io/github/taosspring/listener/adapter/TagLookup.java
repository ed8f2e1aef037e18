package io.github.taosspring.listener.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the tags of a child table, and keeps them for a while: tags can be altered.
 * Thread-safe; two threads may ask for the same table at once.
 */
final class TagLookup {

	private static final int TABLES = 10_000;

	private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int TABLE_NOT_EXIST = 0x2603;

	private static final int STABLE_NOT_EXIST = 0x0362;

	private final TaosClient client;

	private final String superTable;

	private final String columns;

	private final TaosExceptionTranslator translator = new TaosExceptionTranslator();

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Found> found = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
			return size() > TABLES;
		}

	};

	/**
	 * Create a look-up.
	 * @param client whom to ask
	 * @param entity the super table, and which of its tags
	 */
	TagLookup(TaosClient client, TaosEntity<?> entity) {
		this.client = client;
		this.superTable = SqlLiteral.identifier(entity.superTable());
		this.columns = entity.tags()
			.stream()
			.map((tag) -> ", " + SqlLiteral.identifier(tag.name()))
			.collect(Collectors.joining());
	}

	/**
	 * Return whether a table is one of the super table's, or is gone so that nobody
	 * knows.
	 * @param database its database
	 * @param table its name
	 * @throws org.springframework.dao.DataAccessException if the server cannot be asked
	 */
	boolean isOfSuperTable(String database, String table) {
		return !find(database, table).other();
	}

	/**
	 * Return the tags of a table.
	 * @param database its database
	 * @param table its name
	 * @return a block of one row, the name as {@code tbname} and the tags
	 * @throws TaosMappingException if the table is gone
	 * @throws org.springframework.dao.DataAccessException if the server cannot be asked
	 */
	Block tags(String database, String table) {
		Block tags = find(database, table).tags();
		if (tags == null) {
			throw new TaosMappingException("The tags of table '" + table + "' in database '" + database
					+ "' cannot be looked up: " + this.superTable + " has no such table (any more)", null);
		}
		return tags;
	}

	private Found find(String database, String table) {
		String key = database + "." + table;
		Found known = get(key);
		if (known == null) {
			Block tags = query(database, table);
			boolean other = tags == null && exists(database, table);
			known = new Found(tags, other, System.nanoTime());
			put(key, known);
		}
		return known;
	}

	private @Nullable Found get(String key) {
		this.lock.lock();
		try {
			Found known = this.found.get(key);
			return (known != null && System.nanoTime() - known.since() < KEPT_NANOS) ? known : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void put(String key, Found value) {
		this.lock.lock();
		try {
			this.found.put(key, value);
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Block query(String database, String table) {
		String sql = "select tags tbname" + this.columns + " from " + SqlLiteral.identifier(database) + "."
				+ this.superTable + " where tbname = " + SqlLiteral.of(table, this.client.options().timeZone());
		try (TaosResult result = this.client.query(sql)) {
			return result.next() ? result.block().copy() : null;
		}
		catch (TaosException ex) {
			if (List.of(TABLE_NOT_EXIST, STABLE_NOT_EXIST).contains(ex.code())) {
				return null;
			}
			throw this.translator.translate("look up the tags of " + table, sql, ex);
		}
	}

	private boolean exists(String database, String table) {
		String sql = "select table_name from information_schema.ins_tables where db_name = "
				+ SqlLiteral.of(database, this.client.options().timeZone()) + " and table_name = "
				+ SqlLiteral.of(table, this.client.options().timeZone());
		try (TaosResult result = this.client.query(sql)) {
			return result.next();
		}
		catch (TaosException ex) {
			throw this.translator.translate("look up table " + table, sql, ex);
		}
	}

	/**
	 * What was found.
	 *
	 * @param tags the tags, {@code null} for none
	 * @param other whether the table is there, but not one of the super table's
	 * @param since when, by {@link System#nanoTime()}
	 */
	private record Found(@Nullable Block tags, boolean other, long since) {

	}

}
