package io.github.taosspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application does with TDengine, and of nothing else of it: the
 * context has the client, a {@code TaosTemplate} and the data source, connected to an
 * {@linkplain EmbeddedTaos embedded server}, and none of the application's own
 * components. Import those that the test needs with {@code @Import}.
 * <p>
 * For a test against another server use {@code @SpringBootTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(TaosTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(TaosTypeExcludeFilter.class)
@AutoConfigureTaos
@ImportAutoConfiguration
@EmbeddedTaos
public @interface TaosTest {

	/**
	 * Return the database that clients begin with, see {@link EmbeddedTaos#database()}.
	 * @return its name, by default that of the properties, if any
	 */
	@AliasFor(annotation = EmbeddedTaos.class, attribute = "database")
	String database() default "";

	/**
	 * Return the scripts that are run when the server starts, see
	 * {@link EmbeddedTaos#scripts()}.
	 * @return the locations
	 */
	@AliasFor(annotation = EmbeddedTaos.class, attribute = "scripts")
	String[] scripts() default {};

	/**
	 * Return when all databases are dropped and the scripts are run again.
	 * @return when, by default never
	 */
	@AliasFor(annotation = EmbeddedTaos.class, attribute = "reset")
	EmbeddedTaos.Reset reset() default EmbeddedTaos.Reset.NEVER;

	/**
	 * Return properties to add to the environment.
	 * @return the properties, in the form {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Return whether the application's components are left out, but for customizers of
	 * the client.
	 * @return whether they are
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Return which of the application's components are used although they would be left
	 * out.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Return which of the application's components are left out although they would be
	 * used.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Return auto-configuration that is left out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
