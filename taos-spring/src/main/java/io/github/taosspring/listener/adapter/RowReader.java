package io.github.taosspring.listener.adapter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.mapping.CurrentRow;
import io.github.taosspring.mapping.RowMappers;
import io.github.taosspring.mapping.TaosRowMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Makes objects of the rows of messages. Thread-safe: the consumers of a listener share
 * it.
 * <p>
 * Where a block tells its table, the rows have the column {@code tbname} beside those
 * that were written and, if they are looked up, the tags. A mapper is made once for rows
 * of the same columns.
 */
final class RowReader {

	private final Class<?> type;

	private final RowMappers mappers;

	private final @Nullable TagLookup lookup;

	private final boolean named;

	private final TableNames names = new TableNames();

	private final Map<Shape, Bound> bound = new ConcurrentReferenceHashMap<>();

	private volatile @Nullable Bound last;

	/**
	 * Create a reader.
	 * @param type what a row becomes
	 * @param mappers makes the mappers
	 * @param lookup looks up tags, {@code null} for no tags
	 * @param named whether rows have the name of their table
	 */
	RowReader(Class<?> type, RowMappers mappers, @Nullable TagLookup lookup, boolean named) {
		this.type = type;
		this.mappers = mappers;
		this.lookup = lookup;
		this.named = named;
	}

	/**
	 * Return whether a block's rows are wanted: not those of another super table if it is
	 * known, as in a topic on a database.
	 */
	boolean accepts(TmqMessage message, TmqBlock block) {
		return this.lookup == null || block.tableName() == null
				|| this.lookup.isOfSuperTable(message.database(), block.tableName());
	}

	/**
	 * Return what reads the rows of a block.
	 * @param message the message
	 * @param block one of its blocks, which is accepted
	 * @return what makes an object of a row's position in the block
	 * @throws io.github.taosspring.mapping.TaosMappingException if its columns do not fit
	 */
	BlockRows rows(TmqMessage message, TmqBlock block) {
		Block rows = block.block();
		Block constants = constants(message, block);
		Bound bound = bind(rows.columns(), constants, block.tableName() != null);
		Block all = (constants != null) ? new ConstantsBlock(rows, constants, bound.columns()) : rows;
		CurrentRow row = new CurrentRow(all);
		return (index) -> {
			row.moveTo(index);
			return bound.mapper().mapRow(row);
		};
	}

	private @Nullable Block constants(TmqMessage message, TmqBlock block) {
		String table = block.tableName();
		if (table == null || !this.named) {
			return null;
		}
		return (this.lookup != null) ? this.lookup.tags(message.database(), table) : this.names.block(table);
	}

	private Bound bind(List<TaosColumn> columns, @Nullable Block constants, boolean partial) {
		List<TaosColumn> further = (constants != null) ? constants.columns() : List.of();
		Bound known = this.last;
		if (known != null && known.shape().columns() == columns && known.shape().further() == further
				&& known.shape().partial() == partial) {
			return known;
		}
		Shape shape = new Shape(columns, further, partial);
		known = this.bound.get(shape);
		if (known == null) {
			List<TaosColumn> all = new ArrayList<>(columns);
			all.addAll(further);
			known = new Bound(shape, List.copyOf(all), mapper(all, partial));
			this.bound.put(shape, known);
		}
		this.last = known;
		return known;
	}

	private TaosRowMapper<? extends @Nullable Object> mapper(List<TaosColumn> columns, boolean partial) {
		if (this.type.isAssignableFrom(Map.class)) {
			return RowReader::toMap;
		}
		return partial ? this.mappers.partialMapperFor(this.type, columns) : this.mappers.mapperFor(this.type, columns);
	}

	private static Map<String, @Nullable Object> toMap(CurrentRow row) {
		List<TaosColumn> columns = row.columns();
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			map.put(columns.get(i).name(), row.getObject(i));
		}
		return map;
	}

	/**
	 * Makes an object of a row of a block. Not thread-safe.
	 */
	@FunctionalInterface
	interface BlockRows {

		@Nullable Object read(int row);

	}

	/**
	 * Which columns rows have.
	 */
	private record Shape(List<TaosColumn> columns, List<TaosColumn> further, boolean partial) {

	}

	/**
	 * What was made for rows of a shape.
	 */
	private record Bound(Shape shape, List<TaosColumn> columns, TaosRowMapper<? extends @Nullable Object> mapper) {

	}

}
