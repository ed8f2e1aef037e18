package io.github.taosspring.test;

import java.time.Duration;

import javax.sql.DataSource;

import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.core.TaosTemplate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the slice.
 */
@TaosTest(database = "sliced", scripts = "schema.sql", properties = "some.property=here")
class TaosTestTests {

	@Autowired
	private TaosTemplate taos;

	@Autowired
	private ApplicationContext context;

	@Test
	void hasTheTemplateAndTheDataSource(@Autowired @Qualifier("taos") DataSource dataSource) {
		assertThat(this.taos.query("select voltage from meters", Integer.class)).containsExactly(230);
		assertThat(JdbcClient.create(dataSource).sql("select voltage from meters").query(Integer.class).single())
			.isEqualTo(230);
		assertThat(this.context.getEnvironment().getProperty("some.property")).isEqualTo("here");
	}

	@Test
	void hasTheWriters(@Autowired BufferedWriter<Point> writer) {
		writer.write(Point.measurement("sliced_points").tag("a", "b").field("v", 1));
		assertThat(writer.flush(Duration.ofSeconds(30))).isTrue();
		assertThat(this.taos.query("select v from sliced_points", Integer.class)).containsExactly(1);
	}

	@Test
	void hasNoneOfTheApplicationsComponents() {
		assertThat(this.context.getBeanProvider(Meters.class).getIfAvailable()).isNull();
		assertThat(this.context.containsBean("taskScheduler")).isFalse();
		assertThat(this.context.containsBean("applicationTaskExecutor")).isFalse();
	}

	/**
	 * A test of a component.
	 */
	@Nested
	@TaosTest(scripts = "schema.sql")
	@TestPropertySource(properties = "taos.database=sliced")
	@Import(Meters.class)
	class ImportingTests {

		@Test
		void usesTheComponent(@Autowired Meters meters) {
			assertThat(meters.count()).isEqualTo(1);
		}

	}

}
