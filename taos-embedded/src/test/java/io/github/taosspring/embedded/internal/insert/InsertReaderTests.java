package io.github.taosspring.embedded.internal.insert;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.SqlException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InsertReaderTests {

	private final InsertTables tables = new InsertTables("ms", "create table t (ts timestamp, v int, s varchar(20))",
			"create stable m (ts timestamp, a int, c varchar(20)) tags (g int, loc nchar(16))");

	@Test
	void readsSeveralRowsOfSeveralTables() {
		List<InsertBatch> batches = this.tables
			.insert("insert into gri.t values (1000, 1, 'a') (2000, 2, 'b') gri.c1 using gri.m tags (7, 'x') "
					+ "(ts, a) values (3000, 3)");
		assertThat(batches).hasSize(2);
		assertThat(batches.get(0).rows().size()).isEqualTo(2);
		assertThat(batches.get(0).rows().timestamp(1)).isEqualTo(2000);
		NewChild child = batches.get(1).child();
		assertThat(child).isNotNull();
		assertThat(child.name()).isEqualTo("c1");
		assertThat(child.tags()).containsExactly(7L, "x".getBytes());
	}

	@Test
	void usesTheTableThatExistsAndIgnoresItsTags() {
		this.tables.insert("insert into gri.c1 using gri.m tags (7, 'x') values (3000, 3, 'y')");
		List<InsertBatch> batches = this.tables
			.insert("insert into gri.c1 using gri.m tags (8, 'z') values (4000, 3, 'y')");
		assertThat(batches.get(0).child()).isNull();
		assertThat(batches.get(0).table()).isNotNull();
	}

	@Test
	void groupsTheRowsOfASuperTableByTheirTable() {
		List<InsertBatch> batches = this.tables
			.insert("insert into gri.m (ts, tbname, g, a) values (1, 'c1', 5, 1) (1, 'C2', 6, 2) (2, 'c1', 5, 3)");
		assertThat(batches).hasSize(2);
		assertThat(batches.get(0).rows().size()).isEqualTo(2);
		assertThat(batches.get(1).child().name()).isEqualTo("C2");
		assertThat(batches.get(1).child().tags()).containsExactly(6L, null);
	}

	@Test
	void addsDurationsToTimestamps() {
		long now = InsertTables.NOW.toEpochMilli();
		InsertBatch batch = this.tables
			.insert("insert into gri.t (ts, v) values (now, 1) (now() + 1h, 2) (now-1d,3)"
					+ " (1000 + 1s, 4) ('1970-01-01 00:00:00' + 5a, 5) (today, 6)")
			.get(0);
		assertThat(new long[] { batch.rows().timestamp(0), batch.rows().timestamp(1), batch.rows().timestamp(2),
				batch.rows().timestamp(3), batch.rows().timestamp(4), batch.rows().timestamp(5) })
			.containsExactly(now, now + 3_600_000, now - 86_400_000, 2000, 5, 1714953600000L);
	}

	@Test
	void readsTextsInTheSessionsZone() {
		InsertBatch batch = this.tables
			.insert("insert into t (ts, v) values ('2024-07-01 00:00:00', 1)", "gri", ZoneId.of("Europe/Berlin"))
			.get(0);
		assertThat(batch.rows().timestamp(0)).isEqualTo(1719784800000L);
	}

	@Test
	void leavesOtherStatementsToTheGrammar() {
		assertThat(InsertReader.reads("  INSERT INTO t VALUES (1)")).isTrue();
		assertThat(InsertReader.reads("insert into a using b tags (1) values (1)")).isTrue();
		assertThat(InsertReader.reads("insert into t select 1 from u where x in ('values')")).isFalse();
		assertThat(InsertReader.reads("insert into t")).isFalse();
		assertThat(InsertReader.reads("select values")).isFalse();
	}

	@Test
	void refusesFilesByName() {
		assertThatExceptionOfType(SqlException.class)
			.isThrownBy(() -> this.tables.insert("insert into gri.t file '/tmp/x.csv'"))
			.withMessageContaining("FILE");
	}

	@Test
	void needsADatabase() {
		assertThatExceptionOfType(SqlException.class)
			.isThrownBy(() -> this.tables.insert("insert into t values (1, 2, 'x')", null, ZoneOffset.UTC))
			.withMessage("db is not specified");
	}

	@Test
	void refusesStatementsOverOneMebibyte() {
		String rows = "(1704067200000, 1, 'xxxxxxxxxxxxxxxxxxx') ".repeat(30_000);
		assertThatExceptionOfType(SqlException.class).isThrownBy(() -> this.tables.insert("insert into gri.t " + rows))
			.withMessage("SQL statement too long")
			.matches((ex) -> ex.code() == 0x219);
	}

	@Test
	void readsManyRows() {
		StringBuilder sql = new StringBuilder("insert into gri.t values ");
		for (int i = 0; i < 20_000; i++) {
			sql.append('(').append(1704067200000L + i).append(',').append(i).append(",'row").append(i).append("')");
		}
		InsertBatch batch = this.tables.insert(sql.toString()).get(0);
		assertThat(batch.rows().size()).isEqualTo(20_000);
		assertThat(batch.rows().timestamp(19_999)).isEqualTo(1704067219999L);
	}

}
