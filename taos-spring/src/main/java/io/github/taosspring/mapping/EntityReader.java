package io.github.taosspring.mapping;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Makes a {@link TaosEntity} of a type's annotations and checks it against what TDengine
 * can have.
 */
final class EntityReader {

	private static final int MAX_TAGS = 128;

	private static final int MAX_TAG_BYTES = 16 * 1024;

	private static final int NCHAR_BYTES = 4;

	private final NamingStrategy names;

	private final @Nullable JsonConverter json;

	EntityReader(NamingStrategy names, @Nullable JsonConverter json) {
		this.names = names;
		this.json = json;
	}

	<T> TaosEntity<T> read(Class<T> type) {
		MergedAnnotation<SuperTable> annotation = MergedAnnotations.from(type).get(SuperTable.class);
		if (!annotation.isPresent()) {
			throw invalid(type, "it is not annotated with @SuperTable");
		}
		String name = annotation.getString("name");
		String superTable = name.isEmpty() ? this.names.superTable(type) : name;
		checkName(type, () -> TaosLimits.checkTableName(superTable));
		if (superTable.indexOf('.') >= 0) {
			throw invalid(type, "the name '" + superTable + "' of the super table has a dot");
		}
		List<EntityProperty> properties = EntityProperties.of(type);
		List<TaosEntityColumn> all = columns(type, properties);
		List<TaosEntityColumn> columns = new ArrayList<>();
		for (TaosEntityColumn.Role role : TaosEntityColumn.Role.values()) {
			if (role != TaosEntityColumn.Role.TAG) {
				all.stream().filter((column) -> column.role() == role).forEach(columns::add);
			}
		}
		List<TaosEntityColumn> tags = all.stream()
			.filter((column) -> column.role() == TaosEntityColumn.Role.TAG)
			.toList();
		check(type, columns, tags);
		return new TaosEntity<>(type, superTable, columns, tags, childTableName(type, superTable, properties, tags),
				properties.stream().anyMatch(EntityProperty::isTableName));
	}

	private List<TaosEntityColumn> columns(Class<?> type, List<EntityProperty> properties) {
		List<TaosEntityColumn> columns = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (EntityProperty property : properties) {
			if (!property.isTableName()) {
				String explicit = property.explicitName();
				String name = explicit.isEmpty() ? this.names.column(property.name()) : explicit;
				checkName(type, () -> TaosLimits.checkColumnName(name));
				if (!seen.add(name)) {
					throw invalid(type, "two columns have the name '" + name + "'");
				}
				TaosEntityColumn.Role role = role(property);
				columns.add(new TaosEntityColumn(property, ColumnTypes.column(name, property, role), role));
			}
		}
		return columns;
	}

	private static TaosEntityColumn.Role role(EntityProperty property) {
		Map<Class<? extends Annotation>, TaosEntityColumn.Role> roles = Map.of(Ts.class,
				TaosEntityColumn.Role.TIMESTAMP, CompositeKey.class, TaosEntityColumn.Role.COMPOSITE_KEY, Tag.class,
				TaosEntityColumn.Role.TAG);
		TaosEntityColumn.Role found = TaosEntityColumn.Role.COLUMN;
		for (Map.Entry<Class<? extends Annotation>, TaosEntityColumn.Role> role : roles.entrySet()) {
			if (property.annotations().isPresent(role.getKey())) {
				if (found != TaosEntityColumn.Role.COLUMN) {
					throw new TaosMappingException(
							"Cannot map " + property.target() + ": only one of @Ts, @CompositeKey and @Tag can be",
							null);
				}
				found = role.getValue();
			}
		}
		return found;
	}

	private static void check(Class<?> type, List<TaosEntityColumn> columns, List<TaosEntityColumn> tags) {
		long timestamps = count(columns, TaosEntityColumn.Role.TIMESTAMP);
		if (timestamps != 1) {
			throw invalid(type, "one component is annotated with @Ts, here " + timestamps + " are");
		}
		if (count(columns, TaosEntityColumn.Role.COMPOSITE_KEY) > 1) {
			throw invalid(type, "a primary key has one column beside the timestamp, so @CompositeKey stands once");
		}
		if (columns.size() < 2) {
			throw invalid(type, "a super table has a column beside its timestamp");
		}
		if (tags.isEmpty() || tags.size() > MAX_TAGS) {
			throw invalid(type,
					"a super table has 1 to " + MAX_TAGS + " components annotated with @Tag, here are " + tags.size());
		}
		if (tags.size() > 1 && tags.stream().anyMatch((tag) -> tag.definition().type() == TaosType.JSON)) {
			throw invalid(type, "a tag of type JSON is the only tag of its super table");
		}
		if (columns.size() + tags.size() > TaosLimits.COLUMNS) {
			throw invalid(type, "a super table has " + TaosLimits.COLUMNS + " columns and tags at most");
		}
		requireBytes(type, "row", columns, TaosLimits.ROW_BYTES);
		requireBytes(type, "child table's tags", tags, MAX_TAG_BYTES);
	}

	private static long count(List<TaosEntityColumn> columns, TaosEntityColumn.Role role) {
		return columns.stream().filter((column) -> column.role() == role).count();
	}

	private static void requireBytes(Class<?> type, String what, List<TaosEntityColumn> columns, int limit) {
		long bytes = columns.stream().mapToLong((column) -> bytes(column.definition())).sum();
		if (bytes > limit) {
			throw invalid(type, "the longest " + what + " would have " + bytes + " bytes, TDengine allows " + limit
					+ "; set shorter lengths by @Column(length = ...)");
		}
	}

	private static int bytes(TaosColumn column) {
		return switch (column.type()) {
			case NCHAR -> Short.BYTES + column.length() * NCHAR_BYTES;
			case VARCHAR, VARBINARY, GEOMETRY -> Short.BYTES + column.length();
			case JSON, BLOB -> 0;
			default -> column.type().width();
		};
	}

	private ChildTableName childTableName(Class<?> type, String superTable, List<EntityProperty> properties,
			List<TaosEntityColumn> tags) {
		String owner = EntityProperties.describe(type);
		Map<String, EntityProperty> byName = new HashMap<>();
		List<String> templates = new ArrayList<>();
		MergedAnnotation<TableName> onType = MergedAnnotations.from(type).get(TableName.class);
		if (onType.isPresent()) {
			templates.add(onType.getString(MergedAnnotation.VALUE));
		}
		for (EntityProperty property : properties) {
			byName.put(property.name(), property);
			MergedAnnotation<TableName> annotation = property.annotations().get(TableName.class);
			if (annotation.isPresent()) {
				String template = annotation.getString(MergedAnnotation.VALUE);
				templates.add(template.isEmpty() ? "{" + property.name() + "}" : template);
			}
		}
		if (templates.size() > 1) {
			throw invalid(type, "@TableName stands once, here are " + templates);
		}
		if (templates.isEmpty()) {
			return new HashTableName(superTable,
					tags.stream().map((tag) -> new KeyPart(tag.property(), this.json)).toList(), owner);
		}
		if (templates.get(0).isEmpty()) {
			throw invalid(type, "@TableName on a class needs a template such as \"" + superTable + "_{id}\"");
		}
		return new TemplateTableName(templates.get(0), byName::get, owner);
	}

	/**
	 * Return that of two mappings of one super table that has all of the other.
	 */
	static TaosEntity<?> larger(TaosEntity<?> left, TaosEntity<?> right) {
		TaosEntity<?> larger = (left.columns().size() + left.tags().size() >= right.columns().size()
				+ right.tags().size()) ? left : right;
		TaosEntity<?> smaller = (larger == left) ? right : left;
		Set<String> definitions = definitions(larger);
		for (String definition : definitions(smaller)) {
			if (!definitions.contains(definition)) {
				throw new TaosMappingException("The " + larger + " has no " + definition + " as the " + smaller
						+ "; one of the types of a super table must have all its columns and tags", null);
			}
		}
		return larger;
	}

	private static Set<String> definitions(TaosEntity<?> entity) {
		Set<String> definitions = new HashSet<>();
		entity.columns()
			.forEach((column) -> definitions
				.add("column '" + column.name() + "' " + column.sqlType() + " as " + column.role()));
		entity.tags().forEach((tag) -> definitions.add("tag '" + tag.name() + "' " + tag.sqlType()));
		return definitions;
	}

	private static void checkName(Class<?> type, Runnable check) {
		try {
			check.run();
		}
		catch (TaosException ex) {
			throw invalid(type, String.valueOf(ex.getMessage()));
		}
	}

	private static TaosMappingException invalid(Class<?> type, String message) {
		return new TaosMappingException("Cannot map " + EntityProperties.describe(type) + ": " + message, null);
	}

}
