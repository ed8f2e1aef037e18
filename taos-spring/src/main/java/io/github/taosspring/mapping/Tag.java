package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taosspring.client.TaosType;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks a tag: a value of the child table and not of the row. The server takes it when a
 * row makes the child table and ignores it afterwards; what becomes of a row whose tags
 * differ is chosen when it is inserted.
 * <p>
 * A tag of type JSON (a map, a list, an object, or {@code type = JSON} on a
 * {@code String} that holds a document) is the only tag of its super table.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Column
public @interface Tag {

	/**
	 * The tag's name; see {@link Column#name()}.
	 */
	@AliasFor(annotation = Column.class, attribute = "value")
	String value() default "";

	/**
	 * The tag's name; see {@link Column#name()}.
	 */
	@AliasFor(annotation = Column.class, attribute = "name")
	String name() default "";

	/**
	 * The tag's type; see {@link Column#type()}.
	 */
	@AliasFor(annotation = Column.class)
	TaosType type() default TaosType.NULL;

	/**
	 * The greatest length of values; see {@link Column#length()}.
	 */
	@AliasFor(annotation = Column.class)
	int length() default 0;

}
