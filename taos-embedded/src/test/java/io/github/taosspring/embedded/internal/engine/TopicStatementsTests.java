package io.github.taosspring.embedded.internal.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the statements about topics, whose answers were seen on TDengine 3.3.7.5.
 */
class TopicStatementsTests {

	private final Engine engine = new Engine();

	private final EngineSession session = this.engine.openSession("root", "taosdata");

	@BeforeEach
	void createTables() {
		run("create database d vgroups 2 keep 36500");
		run("create stable d.m (ts timestamp, a int, b varchar(10), c nchar(6)) tags (g int, loc varchar(8))");
		run("create table d.d1 using d.m tags (1, 'bj')");
		run("create table d.n (ts timestamp, v int, w int, x int)");
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select ts from d.m order by ts", "select ts from d.m limit 1",
			"select distinct a from d.m", "select ts, a from d.m partition by tbname", "select last(ts), a from d.m",
			"select _wstart, count(*) from d.m interval(1s)", "select ts, diff(a) from d.m",
			"select ts from (select ts, a from d.m)", "select m.ts from d.m m, d.d1 e where m.ts = e.ts", "select 1",
			"select ts from d.m union all select ts from d.m" })
	void queriesThatNeedMoreThanOneRowAreRefused(String query) {
		refused("create topic t as " + query, 0x2639, "Invalid topic query");
	}

	@Test
	void aTopicNeedsItsTableOrDatabase() {
		refused("create topic t as stable d.d1", 0x0362, "STable not exist");
		refused("create topic t as stable d.nosuch", 0x0362, "STable not exist");
		refused("create topic t as stable d.m where a > 1", 0x2600, "Columns are forbidden in where clause");
		refused("create topic t as stable d.m where nosuch = 1", 0x2600, "Invalid column name");
		refused("create topic t as database nosuch", 0x0388, "Database not exist");
		refused("create topic t as select * from information_schema.ins_tables", 0x0388, "Database not exist");
	}

	@Test
	void noMoreThanTwentyTopicsExist() {
		for (int i = 0; i < 20; i++) {
			run("create topic t" + i + " as database d");
		}
		refused("create topic t20 as database d", 0x4004, "Topic num out of range");
		run("create topic if not exists t0 as database d");
		run("drop topic t0");
		run("create topic t20 as database d");
	}

	@Test
	void aDatabaseWithoutLogHasNoTopics() {
		run("create topic t as database d");
		refused("alter database d wal_retention_period 0", 0x038C, "WAL retention period is zero");
		run("drop topic t");
		run("alter database d wal_retention_period 0");
		refused("create topic t as database d", 0x038C, "WAL retention period is zero");
		refused("create topic t as select ts from d.m", 0x038C, "WAL retention period is zero");
	}

	@Test
	void columnsThatAQueryNeedsStayAsTheyAre() {
		run("create topic t as select ts, a from d.m where g > 1");
		refused("alter table d.m drop column a", 0x03C4, "Field used by topic");
		refused("alter table d.m drop tag g", 0x03C4, "Field used by topic");
		refused("alter table d.m rename tag g h", 0x03C4, "Field used by topic");
		run("alter table d.m modify column b varchar(20)");
		run("alter table d.m drop column c");
		run("alter table d.m drop tag loc");
		run("drop table d.d1");
		refused("drop stable d.m", 0x03ED, "Topic must be dropped first");
		refused("drop database d", 0x03ED, "Topic must be dropped first");
	}

	@Test
	void columnsOfANormalTableHaveACodeOfTheirOwn() {
		run("create topic t as select ts, v from d.n");
		run("alter table d.n drop column w");
		refused("alter table d.n rename column v z", 0x0527, "Table column is subscribed");
		refused("alter table d.n drop column v", 0x0527, "Table column is subscribed");
		run("drop table d.n");
	}

	@Test
	void aTopicOfAChildTableKeepsTheColumnsOfItsSuperTable() {
		run("create topic t as select ts, a from d.d1");
		refused("alter table d.m drop column a", 0x03C4, "Field used by topic");
		run("alter table d.m drop column b");
	}

	@Test
	void aTopicOfASuperTableKeepsOnlyTheTagsOfItsCondition() {
		run("create topic t with meta as stable d.m where g > 1");
		run("alter table d.m drop column a");
		run("alter table d.m drop tag loc");
		refused("alter table d.m rename tag g h", 0x03C4, "Field used by topic");
		refused("drop stable d.m", 0x03ED, "Topic must be dropped first");
	}

	@Test
	void aTopicOfADatabaseKeepsTheDatabaseOnly() {
		run("create topic t as database d");
		run("alter table d.m drop column a");
		run("drop stable d.m");
		refused("drop database d", 0x03ED, "Topic must be dropped first");
		run("drop topic t");
		run("drop database d");
	}

	@Test
	void groupsThatNobodyJoinedDontExist() {
		run("create topic t as database d");
		refused("drop consumer group g on t", 0x03E8, "Subcribe not exist");
		refused("drop consumer group force g on t", 0x03E8, "Subcribe not exist");
		refused("drop consumer group g on nosuch", 0x03E8, "Subcribe not exist");
		run("drop consumer group if exists g on t");
	}

	@Test
	void topicsAreListedWithTheirColumns() {
		run("create topic t1 as select ts, a+1 x, tbname from d.m");
		run("create topic t2 with meta as stable d.m where g > 1");
		run("create topic `T 3` as database d");
		assertThat(query("show topics")).containsExactly(List.of("t1"), List.of("t2"), List.of("T 3"));
		assertThat(
				query("select topic_name, db_name, `sql`, `schema`, `meta`, `type` from information_schema.ins_topics"))
			.containsExactly(
					List.of("t1", "d", "create topic t1 as select ts, a+1 x, tbname from d.m",
							"[{\"name\":\"ts\",\"type\":\"TIMESTAMP\",\"length\":8},"
									+ "{\"name\":\"x\",\"type\":\"DOUBLE\",\"length\":8},"
									+ "{\"name\":\"tbname\",\"type\":\"VARCHAR\",\"length\":270}]",
							"no", "column"),
					List.of("t2", "d", "create topic t2 with meta as stable d.m where g > 1",
							"[{\"name\":\"ts\",\"type\":\"TIMESTAMP\",\"length\":8},"
									+ "{\"name\":\"a\",\"type\":\"INT\",\"length\":4},"
									+ "{\"name\":\"b\",\"type\":\"VARCHAR\",\"length\":10},"
									+ "{\"name\":\"c\",\"type\":\"NCHAR\",\"length\":6}]",
							"yes", "stable"),
					List.of("T 3", "d", "create topic `T 3` as database d", "NULL", "no", "db"));
	}

	private void run(String sql) {
		assertThat(this.session.execute(sql, 0)).isEqualTo(new Update(0));
	}

	private void refused(String sql, int code, String text) {
		assertThatExceptionOfType(SqlException.class).as(sql)
			.isThrownBy(() -> this.session.execute(sql, 0))
			.withMessage(text)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private List<List<@Nullable Object>> query(String sql) {
		List<List<@Nullable Object>> result = new ArrayList<>();
		try (Rows rows = (Rows) this.session.execute(sql, 0)) {
			for (ByteBuffer bytes = rows.next(); bytes != null; bytes = rows.next()) {
				Block block = RawBlock.read(bytes, rows.columns(), rows.precision());
				for (int row = 0; row < block.rows(); row++) {
					List<@Nullable Object> values = new ArrayList<>();
					for (int column = 0; column < rows.columns().size(); column++) {
						values.add(block.getString(column, row));
					}
					result.add(values);
				}
			}
		}
		return result;
	}

}
