package io.github.taosspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Has methods annotated with {@link TaosListener} called. Spring Boot's
 * auto-configuration sets it. Needs a
 * {@link io.github.taosspring.config.TaosListenerContainerFactory} named
 * {@code taosListenerContainerFactory}, unless all listeners name another one.
 *
 * @see TaosListenerConfigurer
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(TaosBootstrapConfiguration.class)
public @interface EnableTaos {

}
