package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.wire.BindBatch;
import io.github.taosspring.client.wire.BindTables;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.TaosRowWriter;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tags of the rows of a batch with those of their child tables, which ignore
 * them once they exist, and does what the options say.
 *
 * @param <T> the type of the rows
 */
final class ChildTags<T> {

	private final TaosRowWriter<T> writer;

	private final TagRegistry registry;

	private final TaosClient client;

	/** Where and how statements are run. */
	private final QueryOptions options;

	private final TagChange tagChange;

	private final Consumer<TagDifference> report;

	private final String superTable;

	/**
	 * Create an instance.
	 * @param writer knows the tags
	 * @param registry what is known of child tables
	 * @param client asks for tags and updates them
	 * @param options where and how it does
	 * @param tagChange what becomes of differences
	 * @param report takes them
	 */
	ChildTags(TaosRowWriter<T> writer, TagRegistry registry, TaosClient client, QueryOptions options,
			TagChange tagChange, Consumer<TagDifference> report) {
		this.writer = writer;
		this.registry = registry;
		this.client = client;
		this.options = options;
		this.tagChange = tagChange;
		this.report = report;
		this.superTable = RowWriters.qualified(writer.entity(), options.database());
	}

	/**
	 * Compare the tags of rows that are about to be written.
	 * @return the child tables to be {@linkplain #settle settled} once they are
	 * @throws TaosMappingException if they differ and the options forbid that
	 */
	List<Child> compare(TaosRowWriter.Appender<T> appender) {
		if (this.writer.nameDeterminesTags()) {
			return List.of();
		}
		List<T> first = appender.firstRows();
		List<T> latest = appender.latestRows();
		BindBatch data = appender.batch().data();
		int[] numbers = this.registry.unconfirmed(this.superTable, data, appender.batch().tables(),
				(table) -> first.get(table) != latest.get(table));
		if (numbers.length == 0) {
			return List.of();
		}
		BindTables tables = Objects.requireNonNull(data.tables());
		List<Child> children = new ArrayList<>(numbers.length);
		List<String> unknown = new ArrayList<>();
		for (int number : numbers) {
			TagRegistry.Key key = new TagRegistry.Key(this.superTable, tables.name(number));
			List<@Nullable Object> firstTags = tags(first.get(number));
			children.add(new Child(number, key, firstTags,
					(first.get(number) != latest.get(number)) ? tags(latest.get(number)) : firstTags));
			if (this.registry.find(key) == null) {
				unknown.add(key.table());
			}
		}
		if (!unknown.isEmpty()) {
			this.registry.load(this.client, this.options, this.writer, this.superTable, unknown);
		}
		children.forEach((child) -> compare(child, appender));
		return children;
	}

	private List<@Nullable Object> tags(T row) {
		return this.writer.comparable(this.writer.tags(row));
	}

	private void compare(Child child, TaosRowWriter.Appender<T> appender) {
		List<@Nullable Object> existing = this.registry.find(child.key());
		if (child.first().equals(existing)) {
			this.registry.confirm(child.key(), child.first(), appender.batch().data(), child.number());
		}
		// a child table that is not there yet gets the tags of its first row
		List<@Nullable Object> base = (existing != null) ? existing : child.first();
		if (base.equals(child.latest())) {
			return;
		}
		List<TagDifference> differences = differences(child, base);
		switch (this.tagChange) {
			case REPORT -> differences.forEach(this.report);
			case FAIL ->
				throw new TaosMappingException("The rows of record " + this.writer.entity().type().getSimpleName()
						+ " were not written, as tags of child tables are ignored by the server once those exist: "
						+ differences.get(0), null);
			case UPDATE -> {
				differences.forEach(this.report);
				if (existing != null) {
					update(child, appender);
				}
			}
		}
	}

	private List<TagDifference> differences(Child child, List<@Nullable Object> existing) {
		List<TagDifference> differences = new ArrayList<>();
		TaosEntity<T> entity = this.writer.entity();
		for (int i = 0; i < existing.size(); i++) {
			if (!Objects.equals(existing.get(i), child.latest().get(i))) {
				differences.add(new TagDifference(child.key().table(), entity.tags().get(i).name(), existing.get(i),
						child.latest().get(i)));
			}
		}
		return differences;
	}

	private void update(Child child, TaosRowWriter.Appender<T> appender) {
		T row = appender.latestRows().get(child.number());
		String table = RowWriters.qualified(child.key().table(), this.options.database());
		this.client.execute(TagRegistry.updateSql(this.writer.entity(), table, this.writer.tags(row), this.client),
				this.options);
		this.registry.put(child.key(), child.latest());
	}

	/**
	 * Keep the tags of the child tables that a batch made.
	 * @param children what {@link #compare} returned
	 * @param appender the rows, which were written
	 * @param unsettled told of the tables that have not the latest tags
	 */
	void settle(List<Child> children, TaosRowWriter.Appender<T> appender, BiConsumer<String, TaosException> unsettled) {
		for (Child child : children) {
			try {
				settle(child, appender);
			}
			catch (TaosException ex) {
				unsettled.accept(child.key().table(), ex);
			}
		}
	}

	private void settle(Child child, TaosRowWriter.Appender<T> appender) {
		if (this.registry.find(child.key()) != null) {
			return;
		}
		this.registry.put(child.key(), child.first());
		this.registry.confirm(child.key(), child.first(), appender.batch().data(), child.number());
		if (this.tagChange == TagChange.UPDATE && !child.first().equals(child.latest())) {
			update(child, appender);
		}
	}

	/**
	 * Forget what is known of the child tables, as a batch failed.
	 */
	void forget() {
		this.registry.clear(this.superTable);
	}

	/**
	 * A child table that the batch has rows of.
	 *
	 * @param number its number in the batch
	 * @param key the table
	 * @param first the tags of its first row
	 * @param latest the tags of the row with the latest ones
	 */
	record Child(int number, TagRegistry.Key key, List<@Nullable Object> first, List<@Nullable Object> latest) {

	}

}
