package io.github.taosspring.boot.scanned;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.taosspring.mapping.SuperTable;

/**
 * An annotation that is made of the one to be found.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SuperTable("meter")
public @interface Meter {

}
