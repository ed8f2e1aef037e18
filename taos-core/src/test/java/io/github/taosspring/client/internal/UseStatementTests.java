package io.github.taosspring.client.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UseStatement}.
 */
class UseStatementTests {

	@ParameterizedTest
	@CsvSource({ "use power, power", "USE Power;, power", "'  use\t`Power` ; ', Power", "/* a */ use p, p" })
	void aUseStatementNamesItsDatabase(String sql, String database) {
		assertThat(UseStatement.database(sql)).isEqualTo(database);
	}

	@Test
	void aCommentInFrontIsSkipped() {
		assertThat(UseStatement.database("-- use x\nuse y")).isEqualTo("y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1", "used x", "insert into t values (1, 'use x')", "use", "-- use x" })
	void anythingElseIsNone(String sql) {
		assertThat(UseStatement.database(sql)).isNull();
	}

	@Test
	void anyNumberOfBlanksAndCommentsIsSkipped() {
		String sql = " ".repeat(100_000) + "/* x */ ".repeat(100_000) + "use y";
		assertThat(UseStatement.matches(sql)).isTrue();
		assertThat(UseStatement.database(sql)).isEqualTo("y");
		assertThat(UseStatement.database("/*" + "*".repeat(1_000_000))).isNull();
	}

}
