package io.github.taosspring.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taosspring.client.TaosType;

import org.springframework.core.annotation.AliasFor;

/**
 * Says what differs from the defaults in the column of a record's component or of a
 * bean's property. Also says, for any type that rows become, which column of a result is
 * read.
 * <p>
 * Types by default: integers of 8 to 64 bits, {@code float}, {@code double} and
 * {@code boolean} become the type of the same width; text, enums, {@code char} and
 * {@code UUID} VARCHAR; points in time and local dates and times TIMESTAMP;
 * {@code byte[]} VARBINARY; {@code BigDecimal} DECIMAL, whose precision must be given; a
 * tag of any other type JSON.
 */
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Column {

	/**
	 * The column's name, case kept; empty for that of the {@link NamingStrategy}.
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The column's name, case kept; empty for that of the {@link NamingStrategy}.
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * The column's type; {@link TaosType#NULL} for the one that the Java type has by
	 * default.
	 */
	TaosType type() default TaosType.NULL;

	/**
	 * The greatest length of values: bytes of UTF-8 for VARCHAR, characters for NCHAR,
	 * bytes for VARBINARY and GEOMETRY. 0 for the default: 255, of an enum 64, of a
	 * {@code UUID} 36.
	 */
	int length() default 0;

	/**
	 * All digits of a DECIMAL, 1 to 38.
	 */
	int precision() default 0;

	/**
	 * The digits of a DECIMAL's fraction, 0 to {@link #precision()}.
	 */
	int scale() default 0;

}
