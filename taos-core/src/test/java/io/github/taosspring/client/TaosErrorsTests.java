package io.github.taosspring.client;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TaosErrors} and {@link ServerCodes}.
 */
class TaosErrorsTests {

	@ParameterizedTest
	@MethodSource("rows")
	void eachCodeHasItsClassStateAndRetry(Class<?> type, String sqlState, boolean retryable, int[] codes) {
		for (int code : codes) {
			TaosException ex = TaosErrors.fromServer("query", code, "text", 7);
			assertThat(ex).as("0x%04x", code).isExactlyInstanceOf(type);
			assertThat(ex.sqlState()).as("0x%04x", code).isEqualTo(sqlState);
			assertThat(ex.isRetryable()).as("0x%04x", code).isEqualTo(retryable);
			assertThat(ex.code()).isEqualTo(code);
			assertThat(ex.reqId()).isEqualTo(7);
			assertThat(ex).hasMessage("text (0x%04x)", code);
		}
	}

	static Stream<Arguments> rows() {
		return Stream.of(
				row(TaosConnectionException.class, "08006", true, 0x000B, 0x0015, 0x0018, 0x0020, 0x0021, 0x0022,
						0x0023, 0x0213, 0x0215),
				row(TaosConnectionException.class, "08003", true, 0x020B),
				row(TaosOperationalException.class, "28000", false, 0x0357, 0x0351, 0x0353, 0x0315, 0x0358, 0x0003,
						0x1105, 0x1122, 0x1124, 0x1125, 0x0134),
				row(TaosOperationalException.class, "42501", false, 0x0303, 0x2644, 0x0512, 0x0214),
				row(TaosTmqException.class, "HY000", false, 0x4000, 0x4001, 0x4002, 0x40FF, 0x03E6, 0x03ED),
				row(TaosTmqException.class, "HY000", true, 0x03EA), row(TaosTmqException.class, "40001", true, 0x03EF),
				row(TaosTmqException.class, "22003", false, 0x4007),
				row(TaosSchemalessException.class, "22000", false, 0x3000, 0x3002, 0x30FF, 0x021B),
				row(TaosStatementException.class, "HY010", false, 0x022A, 0x022B, 0x022C, 0x0230, 0x267D, 0x267E),
				row(TaosStatementException.class, "07001", false, 0x0236),
				row(TaosStatementException.class, "23502", false, 0x267B, 0x267C),
				row(TaosResultException.class, "24000", false, 0x0201, 0x0700),
				row(TaosProgrammingException.class, "42601", false, 0x2600, 0x2601, 0x0216),
				row(TaosProgrammingException.class, "42000", false, 0x2604, 0x26FF, 0x2700, 0x2801, 0xFFFD),
				row(TaosProgrammingException.class, "42S02", false, 0x2603, 0x0618, 0x0362, 0x061A),
				row(TaosProgrammingException.class, "42S01", false, 0x0360, 0x0603, 0x061D, 0x03E0),
				row(TaosProgrammingException.class, "42S22", false, 0x2602, 0x036C, 0x036A, 0x0526),
				row(TaosProgrammingException.class, "3D000", false, 0x0388, 0x2404, 0x0217, 0x0380, 0x2616),
				row(TaosProgrammingException.class, "42710", false, 0x0381, 0x0350, 0x0373),
				row(TaosDataException.class, "22001", false, 0x2653),
				row(TaosDataException.class, "22003", false, 0x0224, 0x060B, 0x013D),
				row(TaosDataException.class, "22007", false, 0x2635, 0x0127),
				row(TaosDataException.class, "22018", false, 0x2605, 0x266A, 0x3250),
				row(TaosTimeoutException.class, "HYT00", true, 0x0019, 0x012C, 0x2504, 0x0903),
				row(TaosOperationalException.class, "57014", false, 0x020F, 0x022D, 0x0724),
				row(TaosOperationalException.class, "40001", true, 0x0125, 0x03D3, 0x0530, 0x0531, 0x0707, 0x0024,
						0x090C, 0x0914, 0x0917, 0x0130),
				row(TaosOperationalException.class, "53300", true, 0xFFFE),
				row(TaosOperationalException.class, "53000", true, 0x0529, 0x0541, 0x0408),
				row(TaosOperationalException.class, "53100", true, 0x012B),
				row(TaosOperationalException.class, "53200", true, 0x0102, 0x0126, 0x070B),
				row(TaosOperationalException.class, "HY000", false, 0x0800),
				row(TaosDatabaseException.class, "0A000", false, 0x0100),
				row(TaosInternalException.class, "HY000", false, 0x0110, 0x0138, 0x02FF),
				row(TaosDatabaseException.class, "HY000", false, 0x0001, 0x0016, 0x0219, 0x03B6, 0x0365, 0x1234));
	}

	private static Arguments row(Class<?> type, String sqlState, boolean retryable, int... codes) {
		return arguments(type, sqlState, retryable, codes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			server not connected                       | TaosConnectionException  | 08003 | true
			get connection timeout                     | TaosOperationalException | 53300 | true
			Exceeded connection pool max wait          | TaosOperationalException | 53300 | true
			ip not in whitelist                        | TaosOperationalException | 28000 | false
			whitelist prohibits current IP access      | TaosOperationalException | 28000 | false
			stmt is nil                                | TaosStatementException   | HY010 | false
			stmt2 is nil                               | TaosStatementException   | HY010 | false
			result is nil                              | TaosResultException      | 24000 | false
			result has been freed                      | TaosResultException      | 24000 | false
			block is nil                               | TaosResultException      | 24000 | false
			duplicate connections                      | TaosDatabaseException    | HY000 | false
			illegal param: timezone                    | TaosDatabaseException    | HY000 | false
			unknown time zone Nowhere/City             | TaosDatabaseException    | HY000 | false
			unmarshal connect request error            | TaosDatabaseException    | HY000 | false
			something that nobody has seen             | TaosDatabaseException    | HY000 | false
			""")
	void underTheAdaptersCatchAllTheTextDecides(String text, String type, String sqlState, boolean retryable) {
		TaosException ex = TaosErrors.fromServer("query", 65535, text, 1);
		assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
		assertThat(ex.sqlState()).isEqualTo(sqlState);
		assertThat(ex.isRetryable()).isEqualTo(retryable);
		assertThat(ex).hasMessage(text + " (0xffff)");
	}

	@Test
	void aKeyOfASubscriptionThatIsUnknownIsNotTriedAgain() {
		assertThat(TaosErrors.fromServer("subscribe", 65534, "Unknown error 65534, with some.key", 1))
			.isInstanceOf(TaosTmqException.class)
			.matches((ex) -> !ex.isRetryable());
		assertThat(TaosErrors.fromServer("query", 65534, "request wait timeout, please try again later", 1))
			.matches(TaosException::isRetryable);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			conn,      0x0357, TaosConnectionException,  28000, false
			login,     0x0003, TaosConnectionException,  28000, false
			query,     0x0357, TaosOperationalException, 28000, false
			subscribe, 0x0357, TaosOperationalException, 28000, false
			conn,      0x0388, TaosProgrammingException, 3D000, false
			conn,      0x000b, TaosConnectionException,  08001, true
			poll,      0x0018, TaosConnectionException,  08006, true
			poll,      0x0110, TaosTmqException,         HY000, false
			poll,      0xffff, TaosTmqException,         HY000, false
			poll,      0x0531, TaosTmqException,         40001, true
			insert,    0x2603, TaosSchemalessException,  22000, false
			insert,    0x0531, TaosSchemalessException,  40001, true
			insert,    0x0303, TaosOperationalException, 42501, false
			insert,    0x0018, TaosConnectionException,  08006, true
			query,     0x3002, TaosSchemalessException,  22000, false
			""")
	void theActionPicksTheClassAndTheCodeTheRetry(String action, String code, String type, String sqlState,
			boolean retryable) {
		TaosException ex = TaosErrors.fromServer(action, Integer.decode(code), "text", 1);
		assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
		assertThat(ex.sqlState()).isEqualTo(sqlState);
		assertThat(ex.isRetryable()).isEqualTo(retryable);
	}

	@Test
	void theMessageIsTheServersTextWithTheCode() {
		assertThat(TaosErrors.fromServer("query", 0x2600, "syntax error near \"selec 1\"", 1))
			.hasMessage("syntax error near \"selec 1\" (0x2600)");
	}

	@Test
	void aMissingTextIsReplacedByOneThatNamesTheAction() {
		assertThat(TaosErrors.fromServer("query", 0x2600, "", 1)).hasMessageContaining("'query'")
			.hasMessageContaining("0x2600");
		assertThat(TaosErrors.fromServer("query", 0x2600, null, 1)).hasMessageContaining("0x2600");
	}

	@Test
	void aNativeCodeIsReducedToItsLowBits() {
		TaosException ex = TaosErrors.fromServer("query", 0x80002603, "Table does not exist", 1);
		assertThat(ex).isExactlyInstanceOf(TaosProgrammingException.class).hasMessage("Table does not exist (0x2603)");
		assertThat(ex.code()).isEqualTo(0x2603);
	}

	@Test
	void anOperatingSystemsErrorIsNotTakenForOneOfTDengine() {
		assertThat(TaosErrors.fromServer("query", 0x80FF0018, "Too many open files", 1))
			.isExactlyInstanceOf(TaosDatabaseException.class)
			.hasMessage("Too many open files (0x80ff0018)");
		TaosException cut = TaosErrors.fromServer("query", 0x0018, "Too many open files", 1);
		assertThat(cut).isExactlyInstanceOf(TaosOperationalException.class);
		assertThat(cut.sqlState()).isEqualTo("53000");
	}

}
