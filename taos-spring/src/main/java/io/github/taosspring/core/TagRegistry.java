package io.github.taosspring.core;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindTables;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;
import io.github.taosspring.mapping.TaosRowWriter;
import org.jspecify.annotations.Nullable;

/**
 * The tags that child tables have on the server, as far as this application has asked or
 * set them. Bounded: the child tables not used for longest are forgotten and asked for
 * again.
 * <p>
 * Rows whose tags were compared once are recognised by hashes of the table's name and of
 * the tags as they are sent, 64 bits each: two that look alike by chance would leave a
 * difference unreported, which is one in some 10<sup>19</sup> comparisons. Thread-safe.
 */
final class TagRegistry {

	private static final int MAX_TABLES = 100_000;

	private static final int NAMES_A_QUERY = 1_000;

	private static final int[] NO_TABLES = {};

	private static final long HASH_STEP = 0x9E37_79B9_7F4A_7C15L;

	private final ReentrantLock lock = new ReentrantLock();

	/** Secret, so that nobody can choose names or tags that look alike. */
	private final long seed = new SecureRandom().nextLong();

	/**
	 * Tables whose tags are those of a row that was compared before; all of them have
	 * been looked up in {@link #tags}.
	 */
	private final TagFingerprints confirmed = new TagFingerprints(MAX_TABLES);

	private final Map<Key, List<@Nullable Object>> tags = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Key, List<@Nullable Object>> eldest) {
			return size() > MAX_TABLES;
		}

	};

	/**
	 * Return the tags of a child table.
	 * @return its tags in the order of the mapping, {@code null} if they are not known
	 */
	@Nullable List<@Nullable Object> find(Key key) {
		this.lock.lock();
		try {
			return this.tags.get(key);
		}
		finally {
			this.lock.unlock();
		}
	}

	void put(Key key, List<@Nullable Object> values) {
		this.lock.lock();
		try {
			this.tags.put(key, values);
			this.confirmed.remove(BindTables.hash(key.table(), seed(key.superTable())));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget all child tables of a super table.
	 */
	void clear(String superTable) {
		this.lock.lock();
		try {
			this.tags.keySet().removeIf((key) -> key.superTable().equals(superTable));
			this.confirmed.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Find the tables of a batch whose tags have to be compared; costs no object if there
	 * are none.
	 * @param superTable the qualified name, quoted
	 * @param data the batch
	 * @param count how many tables it has
	 * @param several tells tables that have rows of different tags
	 * @return the tables' numbers
	 */
	int[] unconfirmed(String superTable, BindBatch data, int count, IntPredicate several) {
		BindTables names = Objects.requireNonNull(data.tables());
		long nameSeed = seed(superTable);
		int[] found = NO_TABLES;
		int size = 0;
		this.lock.lock();
		try {
			for (int i = 0; i < count; i++) {
				if (several.test(i) || !this.confirmed.contains(names.hash(i, nameSeed), hash(data, i))) {
					if (size == found.length) {
						found = Arrays.copyOf(found, Math.max(16, 2 * size));
					}
					found[size++] = i;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		return (size == found.length) ? found : Arrays.copyOf(found, size);
	}

	/**
	 * Remember that a batch's first row of a table has the tags of the table, unless
	 * others have become known meanwhile.
	 * @param key the table
	 * @param values the tags
	 * @param data the batch
	 * @param table the table's number in it
	 */
	void confirm(Key key, List<@Nullable Object> values, BindBatch data, int table) {
		long name = Objects.requireNonNull(data.tables()).hash(table, seed(key.superTable()));
		long hash = hash(data, table);
		this.lock.lock();
		try {
			if (values.equals(this.tags.get(key))) {
				this.confirmed.put(name, hash);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long seed(String superTable) {
		return this.seed + superTable.hashCode() * HASH_STEP;
	}

	private long hash(BindBatch data, int table) {
		long hash = this.seed;
		for (int i = 0; i < data.tagCount(); i++) {
			hash = data.tag(i).hash(table, hash);
		}
		return hash;
	}

	/**
	 * Ask the server for tags and keep them.
	 * @param client whom to ask
	 * @param options where
	 * @param writer knows the tags
	 * @param superTable the qualified name, quoted
	 * @param names the child tables
	 */
	void load(TaosClient client, QueryOptions options, TaosRowWriter<?> writer, String superTable,
			Collection<String> names) {
		List<String> all = List.copyOf(names);
		TaosEntity<?> entity = writer.entity();
		String columns = entity.tags()
			.stream()
			.map((tag) -> ", " + SqlLiteral.identifier(tag.name()))
			.collect(Collectors.joining());
		for (int from = 0; from < all.size(); from += NAMES_A_QUERY) {
			String wanted = all.subList(from, Math.min(all.size(), from + NAMES_A_QUERY))
				.stream()
				.map((name) -> SqlLiteral.of(name, client.options().timeZone()))
				.collect(Collectors.joining(", "));
			try (TaosResult result = client.query(
					"select tags tbname" + columns + " from " + superTable + " where tbname in (" + wanted + ")",
					options)) {
				while (result.next()) {
					List<@Nullable Object> values = new ArrayList<>();
					for (int i = 0; i < entity.tags().size(); i++) {
						values.add(result.getObject(i + 1));
					}
					put(new Key(superTable, String.valueOf(result.getString(0))), writer.comparable(values));
				}
			}
		}
	}

	/**
	 * Write the statement that sets all tags of a child table.
	 */
	static String updateSql(TaosEntity<?> entity, String table, List<@Nullable Object> values, TaosClient client) {
		StringBuilder sql = new StringBuilder("ALTER TABLE ").append(table).append(" SET TAG ");
		List<TaosEntityColumn> tags = entity.tags();
		for (int i = 0; i < tags.size(); i++) {
			sql.append((i > 0) ? ", " : "").append(SqlLiteral.identifier(tags.get(i).name())).append(" = ");
			SqlLiteral.append(sql, values.get(i), client.options().timeZone());
		}
		return sql.toString();
	}

	/**
	 * A child table.
	 *
	 * @param superTable the qualified name of its super table, quoted
	 * @param table its name
	 */
	record Key(String superTable, String table) {

	}

}
