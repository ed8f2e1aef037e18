package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parses every recorded statement: it must parse, or fail as the server's parser did.
 */
class SqlParserRecordedTests {

	private static final int SYNTAX_ERROR = 0x2600;

	private static final int INCOMPLETE = 0x2601;

	@ParameterizedTest
	@ValueSource(strings = { "01-databases", "02-tables", "03-types", "04-precision", "05-insert", "06-select",
			"07-scalar", "08-aggregate", "09-windows", "10-jsontag", "11-tmq-ddl", "12-show-users", "13-union-subquery",
			"14-partition-order" })
	void parsesOrFailsAsRecorded(String file) {
		List<String> failures = new ArrayList<>();
		int count = 0;
		for (RecordedStatement statement : RecordedStatement.read("/conformance/sql/" + file + ".jsonl")) {
			if (isInsertOfValues(statement.sql())) {
				continue;
			}
			count++;
			String expected = isSyntaxError(statement) ? statement.code() + " " + statement.message() : "parsed";
			String actual = outcome(statement.sql());
			if (!actual.equals(expected)) {
				failures.add(statement.sql() + "\n  expected " + expected + "\n  but was  " + actual);
			}
		}
		System.out.println("Parser, " + file + ": " + (count - failures.size()) + " of " + count);
		assertThat(failures).isEmpty();
	}

	private static boolean isInsertOfValues(String sql) {
		return sql.startsWith("insert into") && !sql.contains(" select ");
	}

	private static boolean isSyntaxError(RecordedStatement statement) {
		// this one was parsed, and found to lack a database afterwards
		return (statement.code() == SYNTAX_ERROR || statement.code() == INCOMPLETE)
				&& !statement.message().equals("database not specified");
	}

	private static String outcome(String sql) {
		try {
			SqlParser.parse(sql);
			return "parsed";
		}
		catch (SqlException ex) {
			return ex.code() + " " + ex.getMessage();
		}
	}

}
