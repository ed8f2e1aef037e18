package io.github.taosspring.client.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchedInserts}.
 */
class BatchedInsertsTests {

	private static List<String> texts(String... statements) {
		return BatchedInserts.group(List.of(statements)).stream().map(BatchedInserts.Group::sql).toList();
	}

	@Test
	void insertsThatDifferInLiteralsOnlyBecomeOne() {
		assertThat(texts("insert into t values ('2024-01-01T00:00:00.000Z',1)",
				"insert into t values ('2024-01-01T00:00:01.000Z',-1.5e3),(2,true)",
				"insert into t values ('it\\'s (here)', 'values')"))
			.containsExactly("insert into t values ('2024-01-01T00:00:00.000Z',1) "
					+ " ('2024-01-01T00:00:01.000Z',-1.5e3),(2,true)  ('it\\'s (here)', 'values')");
		List<BatchedInserts.Group> groups = BatchedInserts
			.group(List.of("INSERT INTO `values` (ts, v) USING s TAGS ('values') VALUES (1,2)",
					"INSERT INTO `values` (ts, v) USING s TAGS ('values') VALUES (2,2) (3,3)"));
		assertThat(groups).hasSize(1);
		assertThat(groups.get(0).rows()).isEqualTo(3);
		assertThat(groups.get(0).rowsOf(1)).isEqualTo(2);
	}

	@Test
	void whatOneTextWouldChangeStaysByItself() {
		unchanged("insert into t values (1,2)", "insert into t values (2,null)");
		unchanged("insert into t values (1,2)", "insert into t values (now,1)");
		unchanged("insert into t values (1,2)", "insert into u values (1,2)");
		unchanged("insert into t (ts) values (1)", "insert into t (a) values (1)");
		unchanged("insert into t values (1,2) u values (1,2)", "insert into t values (1,2) u values (1,2)");
		unchanged("insert into t select * from u", "insert into t select * from u");
		unchanged("insert into t values (1,2)", "insert into t values (1,2", "insert into t values (1,2)x");
		unchanged("insert into t values (1,2);", "insert into t values (1,2);");
		unchanged("delete from t", "delete from t");
		unchanged("insert into t /* values */ values (1,2)", "insert into t /* values */ values (1,2)");
		unchanged("insert into t values (1, 1h + 2)", "insert into t values (1, a)");
		unchanged("insert into t values (today() + 1, 1)", "insert into t values (today() + 1, 1)");
		assertThat(texts()).isEmpty();
	}

	private static void unchanged(String... statements) {
		assertThat(texts(statements)).containsExactly(statements);
	}

	@Test
	void aTextStaysBelowTheServersLimit() {
		List<String> statements = IntStream.range(0, 20_000)
			.mapToObj((i) -> "insert into t values (" + i + ",'" + "涛".repeat(50) + "')")
			.toList();
		List<BatchedInserts.Group> groups = BatchedInserts.group(statements);
		assertThat(groups).hasSizeBetween(2, 10);
		assertThat(groups).allMatch((group) -> group.sql().length() <= 300_000);
		assertThat(groups.stream().mapToLong(BatchedInserts.Group::rows).sum()).isEqualTo(20_000);
		String together = groups.stream().map(BatchedInserts.Group::sql).collect(Collectors.joining());
		assertThat(together).contains("(19999,").contains("(0,");
	}

}
