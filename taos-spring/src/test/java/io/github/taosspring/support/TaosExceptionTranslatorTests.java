package io.github.taosspring.support;

import java.sql.SQLException;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosExceptionTranslator}.
 */
class TaosExceptionTranslatorTests {

	private final TaosExceptionTranslator translator = new TaosExceptionTranslator();

	@ParameterizedTest
	@CsvSource({ "query, 0x2600, BadSqlGrammarException", "query, 0x0216, BadSqlGrammarException",
			"query, 0x2603, BadSqlGrammarException", "query, 0x0388, BadSqlGrammarException",
			"query, 0x2602, BadSqlGrammarException", "query, 0x0381, BadSqlGrammarException",
			"query, 0x2616, InvalidDataAccessResourceUsageException",
			"query, 0x0380, InvalidDataAccessResourceUsageException",
			"query, 0xFFFD, InvalidDataAccessApiUsageException", "query, 0x2653, DataIntegrityViolationException",
			"query, 0x060B, DataIntegrityViolationException", "query, 0x013D, DataIntegrityViolationException",
			"insert, 0x3000, DataIntegrityViolationException", "stmt2_exec, 0x022A, InvalidDataAccessApiUsageException",
			"stmt2_exec, 0x267B, DataIntegrityViolationException", "fetch, 0x0700, DataRetrievalFailureException",
			"conn, 0x0357, PermissionDeniedDataAccessException", "query, 0x0357, PermissionDeniedDataAccessException",
			"query, 0x0303, PermissionDeniedDataAccessException", "query, 0x2644, PermissionDeniedDataAccessException",
			"query, 0x000B, DataAccessResourceFailureException", "query, 0x0903, QueryTimeoutException",
			"query, 0x0125, TransientDataAccessResourceException",
			"query, 0xFFFE, TransientDataAccessResourceException",
			"query, 0x0102, TransientDataAccessResourceException",
			"query, 0x0800, NonTransientDataAccessResourceException", "poll, 0x4000, DataRetrievalFailureException",
			"poll, 0x4001, InvalidDataAccessResourceUsageException", "query, 0x0104, UncategorizedTaosException" })
	void codesOfTheServerBecomeTheExceptionThatFits(String action, String code, String expected) {
		TaosException failure = TaosErrors.fromServer(action, Integer.decode(code), "Some text", 7);
		DataAccessException translated = this.translator.translate("query", "select 1", failure);
		assertThat(translated.getClass().getSimpleName()).isEqualTo(expected);
		TaosException found = TaosExceptionTranslator.taosException(translated);
		assertThat(found).isSameAs(failure);
		assertThat(failure.code()).isEqualTo(Integer.decode(code));
		assertThat(translated).hasMessageContaining("select 1");
	}

	@Test
	void failuresOfTheConnectorBecomeTheExceptionThatFits() {
		assertThat(translate(TaosErrors.cannotConnect("no", null)))
			.isExactlyInstanceOf(DataAccessResourceFailureException.class);
		assertThat(translate(TaosErrors.connectionBroken("no", 1, null)))
			.isExactlyInstanceOf(DataAccessResourceFailureException.class);
		assertThat(translate(TaosErrors.timeout("no", 1))).isExactlyInstanceOf(QueryTimeoutException.class);
		assertThat(translate(TaosErrors.misuse("no"))).isExactlyInstanceOf(InvalidDataAccessApiUsageException.class);
		assertThat(translate(TaosErrors.unsupported("no")))
			.isExactlyInstanceOf(InvalidDataAccessApiUsageException.class);
		assertThat(translate(TaosErrors.conversion("no"))).isExactlyInstanceOf(TypeMismatchDataAccessException.class);
		assertThat(translate(TaosErrors.result("no"))).isExactlyInstanceOf(DataRetrievalFailureException.class);
	}

	@Test
	void badGrammarCarriesCodeAndStateInItsSqlException() {
		DataAccessException translated = translate(TaosErrors.fromServer("query", 0x2603, "Table does not exist", 7));
		assertThat(translated).isInstanceOf(BadSqlGrammarException.class);
		SQLException cause = ((BadSqlGrammarException) translated).getSQLException();
		assertThat(cause.getErrorCode()).isEqualTo(0x2603);
		assertThat(cause.getSQLState()).isEqualTo("42S02");
		assertThat(translated).hasMessageContaining("Table does not exist");
	}

	@Test
	void messagesNameTheCodeOnce() {
		DataAccessException translated = translate(TaosErrors.fromServer("query", 0x0303, "Insufficient privilege", 7));
		assertThat(translated.getMessage()).containsOnlyOnce("0x0303");
	}

	@Test
	void missingDatabaseIsSaidToBeTheApplicationsToName() {
		assertThat(translate(TaosErrors.fromServer("query", 0x2616, "Database not specified", 7)))
			.hasMessageContaining("name the database in the connection's URL");
	}

	@Test
	void messagesHoldNoPassword() {
		TaosException failure = TaosErrors.fromServer("query", 0x2600, "syntax error", 7);
		String[] statements = { "create user u pass 'se''cret'", "CREATE USER u PASS \"secret\" sysinfo 1",
				"alter user u pass 'secret", "create user u pass  'sec\\'ret'", "alter user u pass'secret'" };
		for (String sql : statements) {
			assertThat(this.translator.translate("execute", sql, failure).getMessage()).doesNotContain("cret")
				.containsIgnoringCase("user u");
		}
	}

	@Test
	void longStatementsAreCut() {
		String sql = "insert into t values " + "(now, 1)".repeat(10_000);
		assertThat(this.translator.translate("execute", sql, TaosErrors.misuse("no")).getMessage().length())
			.isLessThan(1200);
	}

	@Test
	void nothingIsFoundWhereThereIsNoFailureOfTheConnector() {
		assertThat(TaosExceptionTranslator.taosException(new IllegalStateException(new RuntimeException()))).isNull();
		assertThat(TaosExceptionTranslator.taosException(null)).isNull();
	}

	private DataAccessException translate(TaosException failure) {
		return this.translator.translate("query", "select 1", failure);
	}

}
