package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks a record, or a class with getters, whose instances are rows of a super table. Its
 * components need one {@link Ts} and at least one {@link Tag}; all others are columns.
 * {@link TableName} says which child table a row goes to; without it the name is the
 * super table's with a hash of the tags' values.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SuperTable {

	/**
	 * The name of the super table, case kept; empty for that of the
	 * {@link NamingStrategy}.
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the super table, case kept; empty for that of the
	 * {@link NamingStrategy}.
	 */
	@AliasFor("value")
	String name() default "";

}
