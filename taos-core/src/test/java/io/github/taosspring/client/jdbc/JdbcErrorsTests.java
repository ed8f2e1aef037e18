package io.github.taosspring.client.jdbc;

import java.sql.SQLException;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcErrors}.
 */
class JdbcErrorsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			query, 0x2600, SQLSyntaxErrorException,                 42601
			query, 0x2603, SQLSyntaxErrorException,                 42S02
			query, 0x0388, SQLSyntaxErrorException,                 3D000
			query, 0x267b, SQLIntegrityConstraintViolationException, 23502
			query, 0x2653, SQLDataException,                        22001
			query, 0x0224, SQLDataException,                        22003
			insert, 0x3002, SQLDataException,                       22000
			query, 0x012c, SQLTimeoutException,                     HYT00
			query, 0x0531, SQLTransientException,                   40001
			query, 0xfffe, SQLTransientException,                   53300
			conn,  0x000b, SQLTransientConnectionException,         08001
			query, 0x0018, SQLNonTransientConnectionException,      08006
			conn,  0x0357, SQLInvalidAuthorizationSpecException,    28000
			query, 0x0357, SQLInvalidAuthorizationSpecException,    28000
			query, 0x0303, SQLInvalidAuthorizationSpecException,    42501
			query, 0x0100, SQLFeatureNotSupportedException,         0A000
			query, 0x020f, SQLException,                            57014
			query, 0x1234, SQLException,                            HY000
			""")
	void theSubclassFitsTheFault(String action, String code, String type, String state) {
		TaosException cause = TaosErrors.fromServer(action, Integer.decode(code), "text", 1);
		SQLException ex = JdbcErrors.from(cause);
		assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
		assertThat(ex.getSQLState()).isEqualTo(state);
		assertThat(ex.getErrorCode()).isEqualTo(Integer.decode(code));
		assertThat((Throwable) ex).hasCause(cause).hasMessage(cause.getMessage());
	}

	@Test
	void theConnectorsOwnFaultsHaveAStateToo() {
		assertThat(JdbcErrors.from(TaosErrors.unsupported("x")).getClass().getSimpleName())
			.isEqualTo("SQLFeatureNotSupportedException");
		assertThat(JdbcErrors.from(TaosErrors.conversion("x")).getClass().getSimpleName())
			.isEqualTo("SQLDataException");
		assertThat(JdbcErrors.from(TaosErrors.cannotConnect("x", null)).getClass().getSimpleName())
			.isEqualTo("SQLTransientConnectionException");
		assertThat(JdbcErrors.from(TaosErrors.connectionBroken("x", 1, null)).getClass().getSimpleName())
			.isEqualTo("SQLNonTransientConnectionException");
		assertThat(JdbcErrors.from(TaosErrors.timeout("x", 1)).getClass().getSimpleName())
			.isEqualTo("SQLTimeoutException");
		assertThat(JdbcErrors.from(TaosErrors.misuse("x")).getSQLState()).isEqualTo("HY000");
	}

}
