package io.github.taosspring.client.internal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ReadStatement}.
 */
class ReadStatementTests {

	@ParameterizedTest
	@ValueSource(strings = { "select 1", " SELECT*from t", "/* a */ -- b\n show databases", "desc t", "describe t",
			"select" })
	void whatReadsIsRecognised(String sql) {
		assertThat(ReadStatement.matches(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "insert into t select * from u", "selection", "(select 1)", "delete from t",
			"explain select 1", "-- select 1", "kill query '1'" })
	void nothingElseIs(String sql) {
		assertThat(ReadStatement.matches(sql)).isFalse();
	}

}
