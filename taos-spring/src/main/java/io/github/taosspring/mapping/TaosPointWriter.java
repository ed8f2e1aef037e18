package io.github.taosspring.mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.schemaless.Point;
import org.jspecify.annotations.Nullable;

/**
 * Makes points of records or beans of one type, for super tables such as schemaless
 * writing makes them: the timestamp's column is {@code _ts}, tags are NCHAR, and no
 * column has a type that lines have not. Immutable and thread-safe.
 * <p>
 * Each point names its child table, as inserts do. A null is a field or tag that is not
 * there: unlike in an insert, a column of a row that exists keeps its value.
 *
 * @param <T> the type
 */
public final class TaosPointWriter<T> {

	/** The name that the server gives to the timestamp's column. */
	public static final String TIMESTAMP = "_ts";

	private static final int MAX_VALUE = 100;

	private final TaosEntity<T> entity;

	private final PointField[] fields;

	private final Function<Object, @Nullable Object>[] tags;

	private final Function<Object, @Nullable Object> timestamp;

	private final CellWriters writers;

	/**
	 * Create a writer.
	 * @param entity the mapping
	 * @param context conversions
	 * @param zone the zone of local times
	 * @throws TaosMappingException if the mapping is not that of such a super table; says
	 * why, and what to do
	 */
	@SuppressWarnings("unchecked")
	public TaosPointWriter(TaosEntity<T> entity, TaosMappingContext context, ZoneId zone) {
		this.entity = entity;
		this.writers = new CellWriters(new ValueConverter(context.conversionService(), zone, context.jsonConverter()),
				zone);
		check();
		List<TaosEntityColumn> columns = entity.columns().subList(1, entity.columns().size());
		this.fields = columns.stream().map((column) -> new PointField(column, this.writers)).toArray(PointField[]::new);
		this.tags = entity.tags().stream().map(TaosPointWriter::accessor).toArray(Function[]::new);
		this.timestamp = accessor(entity.timestamp());
	}

	private static Function<Object, @Nullable Object> accessor(TaosEntityColumn column) {
		return PointField.accessor(column.property());
	}

	private void check() {
		if (!this.entity.timestamp().name().equals(TIMESTAMP)) {
			throw refused("the timestamp's column is '" + this.entity.timestamp().name()
					+ "', which has to be '_ts', as in @Column(\"_ts\")");
		}
		TaosEntityColumn key = this.entity.compositeKey();
		if (key != null) {
			throw refused("it has a composite key, " + key);
		}
		for (TaosEntityColumn tag : this.entity.tags()) {
			if (tag.definition().type() != TaosType.NCHAR) {
				throw refused("the tag " + tag + " has to be NCHAR, as in @Column(type = TaosType.NCHAR)");
			}
		}
		for (TaosEntityColumn column : this.entity.columns().subList(1, this.entity.columns().size())) {
			if (!PointField.isSupported(column.definition().type())) {
				throw refused("lines have no type for the column " + column);
			}
		}
	}

	/**
	 * Check that a table is such as schemaless writing makes them.
	 * @param columns the types of its columns by their names, in their order, as
	 * {@code describe} tells them: without length
	 * @param tags those of its tags
	 * @throws TaosMappingException if it is shaped otherwise
	 */
	public void check(Map<String, String> columns, Map<String, String> tags) {
		String first = columns.keySet().iterator().next();
		if (!first.equals(TIMESTAMP)) {
			throw refused("the first column of the table in the database is '" + first + "', which has to be '_ts'");
		}
		check("column", this.entity.columns(), columns);
		check("tag", this.entity.tags(), tags);
	}

	/** What is missing is added by the server. */
	private void check(String what, List<TaosEntityColumn> wanted, Map<String, String> types) {
		for (TaosEntityColumn column : wanted) {
			String type = types.get(column.name());
			if (type != null && !type.equalsIgnoreCase(column.definition().type().sqlName())) {
				throw refused("the " + what + " '" + column.name() + "' is " + type
						+ " in the database, which has to be " + column.definition().type().sqlName());
			}
		}
	}

	private TaosMappingException refused(String why) {
		return new TaosMappingException("The " + this.entity + " cannot be written as points: " + why
				+ "; insert and insertAll write any record", null);
	}

	/**
	 * Return the mapping.
	 * @return the mapping
	 */
	public TaosEntity<T> entity() {
		return this.entity;
	}

	/**
	 * Make a point of a row.
	 * @param row the row
	 * @param point becomes the point of this row; what it was before is lost
	 * @param tableNameKey the tag that is to name the child table, for
	 * {@link io.github.taosspring.client.schemaless.SchemalessOptions#tableNameKey};
	 * empty to leave that to the server
	 * @param precision the unit of a timestamp that is a number
	 * @throws TaosMappingException if a value does not fit; says component, column and
	 * value
	 */
	public void write(T row, Point point, String tableNameKey, TaosPrecision precision) {
		point.reset(this.entity.superTable());
		TaosEntityColumn current = this.entity.timestamp();
		try {
			time(this.timestamp.apply(row), point, precision);
			for (int i = 0; i < this.tags.length; i++) {
				current = this.entity.tags().get(i);
				tag(current.definition(), this.tags[i].apply(row), point);
			}
			for (PointField field : this.fields) {
				current = field.column();
				field.write(row, point);
			}
		}
		catch (RuntimeException ex) {
			throw new TaosMappingException(
					current.property().target() + ", column '" + current.name() + "' " + current.sqlType() + ", value "
							+ value(current, row) + ", cannot be written in a point: " + ex.getMessage(),
					ex);
		}
		if (!tableNameKey.isEmpty()) {
			point.tag(tableNameKey, this.entity.childTable(row));
		}
	}

	private void time(@Nullable Object value, Point point, TaosPrecision precision) {
		if (value == null) {
			throw new IllegalArgumentException("a timestamp must not be null");
		}
		if (value instanceof Long units) {
			point.time(units, precision);
		}
		else {
			point.time((Instant) this.writers.natural(value, this.entity.timestamp().definition()));
		}
	}

	private void tag(TaosColumn tag, @Nullable Object value, Point point) {
		if (value != null) {
			point.tag(tag.name(), (String) this.writers.natural(value, tag));
		}
	}

	private String value(TaosEntityColumn column, T row) {
		try {
			String text = String.valueOf(column.property().getter().invoke(row));
			return (text.length() <= MAX_VALUE) ? "'" + text + "'"
					: "'" + text.substring(0, MAX_VALUE) + "...' (" + text.length() + " characters)";
		}
		catch (ReflectiveOperationException ex) {
			return "unknown";
		}
	}

}
