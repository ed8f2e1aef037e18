package io.github.taosspring.mapping;

import java.lang.reflect.Method;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.TypeDescriptor;

/**
 * A record's component or a bean's property: where a value comes from, and what its
 * annotations say.
 *
 * @param name the name in Java
 * @param type the type in Java
 * @param getter reads the value
 * @param annotations those of the component, of the field and of the methods, with
 * meta-annotations
 * @param target the property for messages, such as
 * {@code component 'ts' of record Reading}
 */
record EntityProperty(String name, TypeDescriptor type, Method getter, MergedAnnotations annotations, String target) {

	/**
	 * Return whether the value is the child table's name and nothing else.
	 */
	boolean isTableName() {
		MergedAnnotation<TableName> tableName = this.annotations.get(TableName.class);
		return tableName.isPresent() && tableName.getString(MergedAnnotation.VALUE).isEmpty()
				&& !this.annotations.isPresent(Column.class);
	}

	/**
	 * Return the name that {@code @Column} or an annotation made of it gives.
	 * @return the name, empty if none is given
	 */
	String explicitName() {
		return explicitName(this.annotations);
	}

	static String explicitName(MergedAnnotations annotations) {
		MergedAnnotation<Column> column = annotations.get(Column.class);
		return column.isPresent() ? column.getString("name") : "";
	}

}
