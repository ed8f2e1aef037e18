package io.github.taosspring.data;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repositories of Spring Data JDBC on TDengine, through HikariCP. With the system
 * property {@code taos.test.url} it runs on the server named there.
 */
class SpringDataJdbcTests {

	private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

	private static @Nullable EmbeddedTaosServer embedded;

	private static TaosClientOptions server;

	private static AnnotationConfigApplicationContext context;

	private final JdbcAggregateOperations aggregates = context.getBean(JdbcAggregateOperations.class);

	private final Readings readings = context.getBean(Readings.class);

	private final JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));

	@BeforeAll
	static void start() {
		String url = System.getProperty("taos.test.url");
		embedded = (url == null) ? EmbeddedTaosServer.builder().start() : null;
		server = TaosClientOptions.fromUrl((embedded != null) ? embedded.url() : url);
		try (HikariDataSource none = pool("")) {
			JdbcTemplate jdbc = new JdbcTemplate(none);
			jdbc.execute("drop database if exists jdbc_data");
			jdbc.execute("create database jdbc_data vgroups 1 buffer 3 keep 36500");
			jdbc.execute("create table jdbc_data.readings (ts timestamp, voltage int, note varchar(20))");
			jdbc.execute("create stable jdbc_data.meters (ts timestamp, voltage int) tags (grp int)");
		}
		context = new AnnotationConfigApplicationContext(Application.class);
	}

	@AfterAll
	static void stop() {
		new JdbcTemplate(context.getBean(DataSource.class)).execute("drop database jdbc_data");
		context.close();
		if (embedded != null) {
			embedded.close();
		}
	}

	private static HikariDataSource pool(String database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:taos:ws://" + server.endpoints().get(0) + "/" + database);
		pool.setMaximumPoolSize(2);
		return pool;
	}

	@BeforeEach
	void insertReadings() {
		this.jdbc.sql("delete from readings").update();
		this.aggregates.insertAll(IntStream.range(0, 10)
			.mapToObj((i) -> new Reading(START.plusSeconds(i), 220 + i, (i % 2 == 0) ? null : "note " + i))
			.toList());
	}

	@Test
	void theDialectIsFound() {
		assertThat(context.getBean(Dialect.class)).isSameAs(TaosDialect.INSTANCE);
	}

	@Test
	void entitiesAreReadAndWrittenAnew() {
		assertThat(this.readings.count()).isEqualTo(10);
		assertThat(this.readings.findById(START.plusSeconds(3)))
			.hasValue(new Reading(START.plusSeconds(3), 223, "note 3"));
		assertThat(this.readings.findById(START.minusSeconds(1))).isEmpty();
		assertThat(this.readings.existsById(START)).isTrue();
		this.aggregates.insert(new Reading(START, 1, "again"));
		assertThat(this.readings.findById(START)).hasValue(new Reading(START, 1, "again"));
		assertThat(this.readings.findAllById(List.of(START.plusSeconds(1), START.plusSeconds(2)))).hasSize(2);
	}

	@Test
	void queriesAreDerivedSortedAndPaged() {
		assertThat(this.readings.findByVoltageGreaterThanOrderByTsDesc(226)).extracting(Reading::voltage)
			.containsExactly(229, 228, 227);
		assertThat(this.readings.findByNoteIsNull()).hasSize(5);
		assertThat(this.readings.existsByVoltage(225)).isTrue();
		assertThat(this.readings.existsByVoltage(1)).isFalse();
		assertThat(this.readings.countByNoteStartingWith("note")).isEqualTo(5);
		var page = this.readings.findAll(PageRequest.of(1, 4, Sort.by("voltage")));
		assertThat(page.getTotalElements()).isEqualTo(10);
		assertThat(page.getContent()).extracting(Reading::voltage).containsExactly(224, 225, 226, 227);
		assertThat(this.readings.between(START.plusSeconds(2), START.plusSeconds(4))).extracting(Reading::voltage)
			.containsExactly(222, 223, 224);
	}

	@Test
	void entitiesAreDeletedByTheirTime() {
		this.readings.deleteById(START);
		this.readings.delete(new Reading(START.plusSeconds(1), 0, null));
		assertThat(this.readings.count()).isEqualTo(8);
		this.readings.deleteAll();
		assertThat(this.readings.count()).isZero();
	}

	@Test
	void aPropertyNamesTheChildTable() {
		this.aggregates.insertAll(List.of(new Meter("D_1", START, 1, 220), new Meter("D_2", START, 2, 230)));
		assertThat(this.jdbc.sql("select tbname, grp, voltage from meters order by voltage")
			.query((row, number) -> row.getString(1) + row.getInt(2) + " " + row.getInt(3))
			.list()).containsExactly("D_11 220", "D_22 230");
		assertThat(this.jdbc.sql("select count(*) from meters where voltage > :least")
			.param("least", 225)
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Table("readings")
	record Reading(@Id Instant ts, int voltage, @Nullable String note) {

	}

	@Table("meters")
	record Meter(@Column("tbname") String table, @Id Instant ts, int grp, int voltage) {

	}

	interface Readings extends CrudRepository<Reading, Instant>, PagingAndSortingRepository<Reading, Instant> {

		List<Reading> findByVoltageGreaterThanOrderByTsDesc(int voltage);

		List<Reading> findByNoteIsNull();

		boolean existsByVoltage(int voltage);

		long countByNoteStartingWith(String start);

		@Query("select * from readings where ts between :from and :to order by ts")
		List<Reading> between(Instant from, Instant to);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(considerNestedRepositories = true)
	static class Application extends AbstractJdbcConfiguration {

		@Bean
		DataSource dataSource() {
			return pool("jdbc_data");
		}

		@Bean
		NamedParameterJdbcOperations namedParameterJdbcOperations(DataSource dataSource) {
			return new NamedParameterJdbcTemplate(dataSource);
		}

		@Bean
		TransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}
