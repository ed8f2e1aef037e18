package io.github.taosspring.data;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Mappers of MyBatis on TDengine, through HikariCP and Spring's transactions. With the
 * system property {@code taos.test.url} it runs on the server named there.
 */
class MyBatisTests {

	private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

	private static @Nullable EmbeddedTaosServer embedded;

	private static HikariDataSource pool;

	private static SqlSessionFactory factory;

	@BeforeAll
	static void start() throws Exception {
		String url = System.getProperty("taos.test.url");
		embedded = (url == null) ? EmbeddedTaosServer.builder().start() : null;
		TaosClientOptions server = TaosClientOptions.fromUrl((embedded != null) ? embedded.url() : url);
		pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:taos:ws://" + server.endpoints().get(0) + "/");
		pool.setMaximumPoolSize(2);
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		jdbc.execute("drop database if exists jdbc_mybatis");
		jdbc.execute("create database jdbc_mybatis vgroups 1 buffer 3 keep 36500");
		jdbc.execute("create stable jdbc_mybatis.meters (ts timestamp, voltage int, note varchar(20)) tags (grp int)");
		Configuration configuration = new Configuration();
		configuration.addMapper(Meters.class);
		SqlSessionFactoryBean bean = new SqlSessionFactoryBean();
		bean.setDataSource(pool);
		bean.setConfiguration(configuration);
		factory = bean.getObject();
	}

	@AfterAll
	static void stop() throws SQLException {
		new JdbcTemplate(pool).execute("drop database jdbc_mybatis");
		pool.close();
		if (embedded != null) {
			embedded.close();
		}
	}

	@Test
	void aMapperWritesAndReads() {
		Meters meters = new SqlSessionTemplate(factory).getMapper(Meters.class);
		LocalDateTime local = LocalDateTime.ofInstant(START, ZoneId.systemDefault());
		assertThat(meters.insert("single", 1, local, 220, null)).isEqualTo(1);
		assertThat(meters.insertText("single", START.plusSeconds(1), 230, "it's")).isEqualTo(1);
		assertThat(meters.find("single", 225)).singleElement().satisfies((row) -> {
			assertThat(row.get("voltage")).isEqualTo(230);
			assertThat(row.get("note")).isEqualTo("it's");
		});
		assertThat(meters.times("single")).containsExactly(local, local.plusSeconds(1));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> meters.insert("single", 1, local, 1, "x".repeat(21)))
			.withMessageContaining("column 'note'");
	}

	@Test
	void aBatchOfStatementsIsWrittenWhenItIsFlushed() {
		SqlSessionTemplate batching = new SqlSessionTemplate(factory, ExecutorType.BATCH);
		List<BatchResult> results = new TransactionTemplate(new DataSourceTransactionManager(pool))
			.execute((status) -> {
				Meters meters = batching.getMapper(Meters.class);
				for (int i = 0; i < 500; i++) {
					LocalDateTime time = LocalDateTime.ofInstant(START.plusSeconds(i), ZoneId.systemDefault());
					meters.insert("batched_" + i % 5, i % 5, time, i, null);
				}
				return batching.flushStatements();
			});
		assertThat(results).singleElement()
			.satisfies((result) -> assertThat(result.getUpdateCounts()).hasSize(500).containsOnly(1));
		assertThat(new JdbcTemplate(pool)
			.queryForObject("select count(*) from jdbc_mybatis.meters where tbname like 'batched%'", Integer.class))
			.isEqualTo(500);
	}

	interface Meters {

		@Insert("""
				insert into jdbc_mybatis.meters (tbname, grp, ts, voltage, note)
				values (#{table}, #{grp}, #{ts}, #{voltage}, #{note})
				""")
		int insert(@Param("table") String table, @Param("grp") int grp, @Param("ts") LocalDateTime ts,
				@Param("voltage") int voltage, @Nullable @Param("note") String note);

		@Insert("insert into jdbc_mybatis.${table} values (#{ts}, #{voltage}, #{note})")
		int insertText(@Param("table") String table, @Param("ts") Instant ts, @Param("voltage") int voltage,
				@Param("note") String note);

		@Select("select * from jdbc_mybatis.${table} where voltage > #{least}")
		List<Map<String, Object>> find(@Param("table") String table, @Param("least") int least);

		@Select("select ts from jdbc_mybatis.${table} order by ts")
		List<LocalDateTime> times(@Param("table") String table);

	}

}
