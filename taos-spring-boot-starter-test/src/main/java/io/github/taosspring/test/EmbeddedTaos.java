package io.github.taosspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class an {@link io.github.taosspring.embedded.EmbeddedTaosServer}.
 * <p>
 * In a Spring test, such as one with {@code @SpringBootTest}, the server belongs to the
 * application context: its {@code TaosConnectionDetails} take the place of those from
 * properties, {@code taos.url} included. Test classes that share a context, for which
 * their annotations must be equal, share the server and what is in it. In a plain JUnit
 * test the server belongs to the class, its {@code @Nested} classes included.
 * <p>
 * Test and lifecycle methods may have parameters of these types:
 * {@code EmbeddedTaosServer}, its {@code Faults} and {@code Journal}, and
 * {@code TaosClient}, which is the one of the application context if there is one.
 * <p>
 * Before each test the journal is cleared, after each the faults are. <pre>
 * &#64;SpringBootTest
 * &#64;EmbeddedTaos(scripts = "schema.sql")
 * class MetersTests {
 *
 *     &#64;Test
 *     void survivesABreak(&#64;Autowired Meters meters, EmbeddedTaosServer server) {
 *         server.faults().dropConnections();
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedTaosExtension.class)
public @interface EmbeddedTaos {

	/**
	 * Return the database that clients begin with; it is created, with {@code KEEP} long
	 * enough for rows of any time.
	 * @return its name; if empty, in a Spring test, the one that {@code taos.database} or
	 * {@code taos.url} names, otherwise none
	 */
	String database() default "";

	/**
	 * Return the scripts that are run when the server starts, in the database, one
	 * statement after the other, which end with a semicolon.
	 * @return the locations: resources relative to the test class, or, if there is none,
	 * to the root of the class path; absolute if they begin with a slash or a prefix such
	 * as {@code classpath:} or {@code file:}
	 */
	String[] scripts() default {};

	/**
	 * Return the version of TDengine that the server claims to be, for tests with older
	 * and newer servers.
	 * @return such as {@code 3.3.2.0}, the server's default if empty
	 */
	String version() default "";

	/**
	 * Return when all topics and databases are dropped and the scripts are run again.
	 * @return when, by default never
	 */
	Reset reset() default Reset.NEVER;

	/**
	 * When the server goes back to the state in which it started.
	 */
	enum Reset {

		/** Tests see what others left behind. */
		NEVER,

		/** Before the first test of a class, for classes that share a context. */
		BEFORE_CLASS,

		/** Before each test. */
		BEFORE_EACH

	}

}
