package io.github.taosspring.embedded.internal.insert;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.RecordedStatement;
import io.github.taosspring.embedded.internal.sql.SqlException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the reader with what TDengine 3.3.7.5 answered to the same inserts. Left out
 * are accidents of the real server: bigint data just beyond the range that wraps around,
 * and a number as geometry.
 */
class InsertReaderAnswersTests {

	private static final String[] TABLES = {
			"create table t (ts timestamp, v int, status bool, s varchar(20), d double)", """
					create table ty (ts timestamp, ti tinyint, ut tinyint unsigned, si smallint, us smallint unsigned,
					ui int unsigned, bi bigint, ub bigint unsigned, f float, nc nchar(5), vb varbinary(4),
					ge geometry(30), d64 decimal(10,2), d128 decimal(38,10), t2 timestamp, bl blob)""", """
					create stable tg (ts timestamp, v int) tags (a bool, b tinyint, d int, e bigint unsigned, j float,
					k double, l varchar(16), m nchar(16), n timestamp, o varbinary(16), p geometry(64))""",
			"create stable js (ts timestamp, v int) tags (info json)",
			"create stable m (ts timestamp, a int, b double, c varchar(20)) tags (g int, loc nchar(16))",
			"create stable m2 (ts timestamp, a int) tags (g int)",
			"create table pk (ts timestamp, id int primary key, v int)" };

	@Test
	void acceptsAndRefusesWhatTheServerDoes() {
		InsertTables tables = new InsertTables("ms", TABLES);
		List<String> failures = new ArrayList<>();
		for (RecordedStatement statement : RecordedStatement.read("/insert/answers.jsonl")) {
			String expected = (statement.code() == 0) ? "read"
					: Integer.toHexString(statement.code()) + " " + statement.message();
			String actual = outcome(tables, statement.sql());
			if (!actual.equals(expected)) {
				failures.add(statement.sql() + "\n  expected " + expected + "\n  but was  " + actual);
			}
		}
		assertThat(failures).isEmpty();
	}

	private static String outcome(InsertTables tables, String sql) {
		try {
			tables.insert(sql);
			return "read";
		}
		catch (SqlException ex) {
			return Integer.toHexString(ex.code()) + " " + ex.getMessage();
		}
	}

}
