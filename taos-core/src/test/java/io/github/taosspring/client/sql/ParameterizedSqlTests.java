package io.github.taosspring.client.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.taosspring.client.TaosInterfaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ParameterizedSql}.
 */
class ParameterizedSqlTests {

	private static final ZoneId UTC = ZoneOffset.UTC;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			select 1                                | 0
			?                                       | 1
			select ?                                | 1
			insert into t values (?, ?,?)(?,?,?)    | 6
			select '?'                              | 0
			select '?' , ?                          | 1
			select 'it''s ?', ?                     | 1
			select 'it\\'s ?', ?                    | 1
			select '\\\\', ?                        | 1
			select "?" , "\\"?", ?                  | 1
			select "'", ?                           | 1
			select `a?b` from `c\\` where x = ?     | 1
			select `a``?`, ?                        | 1
			select 1 -- ? '                         | 0
			select 1 - ?                            | 1
			select 1 /* ? ' */ + ?                  | 1
			select 1 /*/ ? */ + ?                   | 1
			select 1 /**/ + ?                       | 1
			select 1 / ?                            | 1
			select /*+ hint(?) */ ?                 | 1
			select '? unterminated                  | 0
			select /* unterminated ?                | 0
			select '\\                              | 0
			""")
	void placeholdersAreFoundOutsideOfQuotesAndComments(String sql, int count) {
		assertThat(ParameterizedSql.parse(sql).parameterCount()).isEqualTo(count);
	}

	@Test
	void aLineCommentEndsWithItsLine() {
		assertThat(ParameterizedSql.parse("select 1 -- ?\n, ?").parameterCount()).isEqualTo(1);
	}

	@Test
	void valuesTakeThePlaceOfThePlaceholders() {
		ParameterizedSql sql = ParameterizedSql.parse("insert into t values (?, ?, '?', ?)");
		assertThat(sql.render(UTC, Instant.EPOCH, "it's", null))
			.isEqualTo("insert into t values ('1970-01-01T00:00:00.000Z', 'it\\'s', '?', NULL)");
		assertThat(sql.render(UTC, 1, 2, 3)).isEqualTo("insert into t values (1, 2, '?', 3)");
		assertThat(sql.sql()).isEqualTo("insert into t values (?, ?, '?', ?)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			select 1-?       | select 1- -5
			select -?        | select - -5
			select 5?        | select 5 -5
			select ??        | select -5 -5
			select ?d        | select -5 d
			select 'a'?'b'   | select 'a' -5 'b'
			select a.?       | select a. -5
			select ?.5       | select -5 .5
			select (?)+?*?   | select (-5)+-5*-5
			""")
	void aValueNeverMergesWithWhatStandsBesideIt(String text, String rendered) {
		ParameterizedSql sql = ParameterizedSql.parse(text);
		List<Integer> values = new ArrayList<>();
		for (int i = 0; i < sql.parameterCount(); i++) {
			values.add(-5);
		}
		assertThat(sql.render(UTC, values)).isEqualTo(rendered);
	}

	@Test
	void aWrongNumberOfValuesIsRefusedWithBothNumbers() {
		ParameterizedSql sql = ParameterizedSql.parse("select ?, ?");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> sql.render(UTC, 1))
			.withMessageContaining("2 parameters")
			.withMessageContaining("1 value was");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> sql.render(UTC, 1, 2, 3))
			.withMessageContaining("3 values were");
	}

	@Test
	void aValueWithoutALiteralIsNamedByItsNumber() {
		ParameterizedSql sql = ParameterizedSql.parse("select ?, ?");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> sql.render(UTC, 1, Double.NaN))
			.withMessageContaining("Parameter 2")
			.withMessageContaining("NaN");
	}

	@Test
	void nulInAStatementIsRefused() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> ParameterizedSql.parse("select 1\0; drop"));
	}

	@Test
	void whateverStandsAroundAPlaceholderItsValueStaysOneLiteral() {
		Random random = new Random(4711);
		List<String> pieces = List.of("a", "1", "'x'", "\"y\"", "`z`", "-", "--c\n", "/*c*/", "/", "*", "+", " ", "(",
				")", ",", ".", "=", "e5", "s", "涛", "'\\''", "''", "<", ">", "!", "%", "|", "&", "_");
		List<Object> values = List.of("v", "a'b\\", "--", "*/", -5, 0, 5, -1.5, 1e300, "", true, new byte[] { 1 },
				Instant.EPOCH, new BigDecimal("-0.001"));
		for (int round = 0; round < 50_000; round++) {
			String before = pieces.get(random.nextInt(pieces.size()));
			String after = pieces.get(random.nextInt(pieces.size()));
			Object value = values.get(random.nextInt(values.size()));
			List<String> expected = new ArrayList<>(tokens(before));
			expected.addAll(tokens(SqlLiteral.of(value, UTC)));
			expected.addAll(tokens(after));
			String rendered = ParameterizedSql.parse(before + "?" + after).render(UTC, value);
			assertThat(tokens(rendered)).as(rendered).isEqualTo(expected);
		}
	}

	@Test
	void neighbouringPlaceholdersStayApart() {
		Object[] values = { "a", "b", -1, 2, -3 };
		String rendered = ParameterizedSql.parse("?????").render(UTC, values);
		List<String> expected = new ArrayList<>();
		Arrays.stream(values).forEach((value) -> expected.addAll(tokens(SqlLiteral.of(value, UTC))));
		assertThat(tokens(rendered)).isEqualTo(expected);
	}

	private static List<String> tokens(String sql) {
		return SqlTokens.of(sql);
	}

}
