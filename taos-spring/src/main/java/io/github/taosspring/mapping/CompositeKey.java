package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taosspring.client.TaosType;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks the second column of the primary key, which lets a child table have several rows
 * of one timestamp ({@code PRIMARY KEY} in TDengine's DDL). Its type is INT, BIGINT,
 * their unsigned kin, or VARCHAR.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Column
public @interface CompositeKey {

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

	/**
	 * The column's type; see {@link Column#type()}.
	 */
	@AliasFor(annotation = Column.class)
	TaosType type() default TaosType.NULL;

	/**
	 * The greatest length of values; see {@link Column#length()}.
	 */
	@AliasFor(annotation = Column.class)
	int length() default 0;

}
