package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the child table of a row, on the class or on one component. Case is kept.
 * <p>
 * With a template such as {@code "meter_{deviceId}"} each name in braces is a component's
 * and stands for its value. A component that is annotated so without a template
 * <em>is</em> the name; it is then neither tag nor column, and reads {@code tbname}.
 * <p>
 * Names are unique in a database, not only in a super table: let the template contain the
 * super table's name, or leave {@code @TableName} out, which gives names of the super
 * table's and a hash of the tags. A name has at most 192 bytes of UTF-8 and no dot,
 * back-quote or NUL.
 */
@Target({ ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD,
		ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TableName {

	/**
	 * The template; empty if the component's value is the name.
	 */
	String value() default "";

}
