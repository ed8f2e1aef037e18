package io.github.taosspring.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.TaosRowWriter;
import org.jspecify.annotations.Nullable;

/**
 * The row writers of a template's types, made when they are first needed, of what the
 * server says about the super table. Thread-safe.
 */
final class RowWriters {

	private final TaosClient client;

	private final TaosMappingContext context;

	private final Map<Key, TaosRowWriter<?>> writers = new ConcurrentHashMap<>();

	private final BufferPool buffers = new BufferPool();

	RowWriters(TaosClient client, TaosMappingContext context) {
		this.client = client;
		this.context = context;
	}

	@SuppressWarnings("unchecked")
	<T> TaosRowWriter<T> writer(Class<T> type, @Nullable String database) {
		Key key = new Key(type, (database != null) ? database : "");
		TaosRowWriter<?> writer = this.writers.get(key);
		if (writer == null) {
			TaosEntity<T> entity = this.context.entity(type);
			String table = (database != null) ? database + "." + entity.superTable() : entity.superTable();
			writer = new TaosRowWriter<>(entity, BatchWriter.of(this.client).schema(table, TaosRowWriter.names(entity)),
					this.context, this.client.options().timeZone());
			this.writers.put(key, writer);
		}
		return (TaosRowWriter<T>) writer;
	}

	/**
	 * Forget what is known of a type's super table, which may have changed.
	 */
	void forget(Class<?> type) {
		this.writers.keySet().removeIf((key) -> key.type() == type);
		this.buffers.forget(type);
	}

	/**
	 * Return the buffers that inserts take turns in using.
	 */
	BufferPool buffers() {
		return this.buffers;
	}

	static String qualified(TaosEntity<?> entity, @Nullable String database) {
		return qualified(entity.superTable(), database);
	}

	static String qualified(String table, @Nullable String database) {
		String name = SqlLiteral.identifier(table);
		return (database != null) ? SqlLiteral.identifier(database) + "." + name : name;
	}

	private record Key(Class<?> type, String database) {

	}

}
