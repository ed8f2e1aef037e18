package io.github.taosspring.mapping;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * Says by which label a result's column is looked for: the name that {@link Column}
 * gives, {@code tbname} for a child table's name, the naming strategy's for a
 * {@link SuperTable}, else the name in Java.
 */
final class ColumnLabels {

	private static final String TABLE_NAME = "tbname";

	private final Map<String, EntityProperty> properties = new HashMap<>();

	private final @Nullable NamingStrategy names;

	ColumnLabels(Class<?> type, NamingStrategy names) {
		EntityProperties.of(type).forEach((property) -> this.properties.put(property.name(), property));
		this.names = MergedAnnotations.from(type).isPresent(SuperTable.class) ? names : null;
	}

	String label(String property) {
		EntityProperty found = this.properties.get(property);
		if (found != null && found.isTableName()) {
			return TABLE_NAME;
		}
		String explicit = (found != null) ? found.explicitName() : "";
		if (!explicit.isEmpty()) {
			return explicit;
		}
		return (this.names != null) ? this.names.column(property) : property;
	}

	/** The parameter's own annotation wins over the property's. */
	String label(String name, Constructor<?> constructor, int parameter) {
		String explicit = EntityProperty
			.explicitName(MergedAnnotations.from(constructor.getParameterAnnotations()[parameter]));
		return explicit.isEmpty() ? label(name) : explicit;
	}

}
