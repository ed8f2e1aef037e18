package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks the timestamp that is the first column and, alone or with a {@link CompositeKey},
 * the key of the rows of a child table: a row with the key of another replaces it. Any
 * type that a TIMESTAMP can come from; a {@code long} counts units of the database's
 * precision.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Column
public @interface Ts {

	/**
	 * The column's name; see {@link Column#name()}.
	 */
	@AliasFor(annotation = Column.class, attribute = "value")
	String value() default "";

	/**
	 * The column's name; see {@link Column#name()}.
	 */
	@AliasFor(annotation = Column.class, attribute = "name")
	String name() default "";

}
