package io.github.taosspring.client.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosOperationListener;
import io.github.taosspring.client.TaosOutcome;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosRollback;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosConnection}, {@link TaosStatement} and
 * {@link TaosPreparedStatement}.
 */
class TaosConnectionTests {

	private final FakeSession session = new FakeSession();

	private final List<String> released = new ArrayList<>();

	private final Connection connection = new TaosConnection(this.session,
			TaosClientOptions.fromUrl("ws://bob:hunter2@h:1/db?timeZone=Asia/Shanghai&appName=meter"),
			() -> this.released.add("released"));

	private static FakeResult rows(int count) {
		BlockEncoder encoder = new BlockEncoder(List.of(new TaosColumn("v", TaosType.INT, 4, 0, 0)));
		for (int i = 0; i < count; i++) {
			encoder.column(0).appendLong(i);
		}
		return new FakeResult(encoder, TaosPrecision.MILLISECOND);
	}

	@Test
	void aStatementAnswersACountOrRows() throws SQLException {
		this.session.answer(5).answer(rows(1)).answer(1L << 40);
		Statement statement = this.connection.createStatement();
		assertThat(statement.execute("insert")).isFalse();
		assertThat(statement.getUpdateCount()).isEqualTo(5);
		assertThat(statement.getResultSet()).isNull();
		assertThat(statement.execute("select")).isTrue();
		assertThat(statement.getUpdateCount()).isEqualTo(-1);
		assertThat(statement.getResultSet().next()).isTrue();
		assertThat(statement.getMoreResults()).isFalse();
		assertThat(statement.getUpdateCount()).isEqualTo(-1);
		assertThat(statement.executeLargeUpdate("insert")).isEqualTo(1L << 40);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::getUpdateCount)
			.withMessageContaining("did run");
	}

	@Test
	void theWrongKindOfExecuteIsRefusedAndFreesTheResult() throws SQLException {
		FakeResult result = rows(1);
		this.session.answer(result).answer(3);
		Statement statement = this.connection.createStatement();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate("select"))
			.withMessageContaining("executeQuery");
		assertThat(result.closed).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("insert"))
			.withMessageContaining("did run");
	}

	@Test
	void runningAgainOrClosingFreesTheResultBefore() throws SQLException {
		FakeResult first = rows(1);
		FakeResult second = rows(1);
		this.session.answer(first).answer(second);
		Statement statement = this.connection.createStatement();
		ResultSet old = statement.executeQuery("1");
		ResultSet current = statement.executeQuery("2");
		assertThat(first.closed).isTrue();
		assertThat(old.isClosed()).isTrue();
		assertThat(current.isClosed()).isFalse();
		statement.close();
		assertThat(second.closed).isTrue();
		assertThat(current.isClosed()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("3"))
			.withMessageContaining("closed");
	}

	@Test
	void aStatementCanCloseWithItsResult() throws SQLException {
		this.session.answer(rows(1)).answer(rows(1));
		Statement statement = this.connection.createStatement();
		statement.closeOnCompletion();
		statement.executeQuery("1");
		ResultSet second = statement.executeQuery("2");
		assertThat(statement.isClosed()).isFalse();
		second.close();
		assertThat(statement.isClosed()).isTrue();
	}

	@Test
	void theShorterOfQueryAndNetworkTimeoutIsTheDeadline() throws SQLException {
		this.session.answer(0).answer(0).answer(0).answer(0);
		Statement statement = this.connection.createStatement();
		statement.execute("a");
		statement.setQueryTimeout(3);
		statement.execute("b");
		this.connection.setNetworkTimeout(Runnable::run, 500);
		statement.execute("c");
		statement.setQueryTimeout(0);
		statement.execute("d");
		assertThat(this.session.options).extracting(QueryOptions::timeout)
			.containsExactly(null, Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofMillis(500));
		assertThat(this.connection.getNetworkTimeout()).isEqualTo(500);
	}

	@Test
	void aPreparedStatementSendsTypedLiterals() throws SQLException {
		this.session.answer(1).answer(1);
		PreparedStatement statement = this.connection.prepareStatement("insert into t values (?,?,?,?,?,?,?,?)");
		Timestamp time = Timestamp.from(Instant.parse("2024-01-01T00:00:00.5Z"));
		statement.setTimestamp(1, time);
		statement.setObject(2, LocalDateTime.parse("2024-01-01T08:00:00"), Types.TIMESTAMP);
		statement.setInt(3, -1);
		statement.setString(4, "it's");
		statement.setNull(5, Types.INTEGER);
		statement.setBytes(6, new byte[] { 1 });
		statement.setDouble(7, 1.5);
		statement.setBoolean(8, true);
		time.setTime(0);
		assertThat(statement.executeUpdate()).isEqualTo(1);
		statement.setString(4, null);
		statement.executeUpdate();
		assertThat(this.session.statements).containsExactly(
				"insert into t values ('2024-01-01T00:00:00.500Z','2024-01-01T00:00:00.000Z',-1,'it\\'s',NULL,'\\x01',1.5,true)",
				"insert into t values ('2024-01-01T00:00:00.500Z','2024-01-01T00:00:00.000Z',-1,NULL,NULL,'\\x01',1.5,true)");
	}

	@Test
	void parametersAreChecked() throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement("select ?, ?, ?");
		statement.setInt(2, 1);
		assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeQuery)
			.withMessageContaining("[1, 3]")
			.matches((ex) -> ex.getSQLState().equals("07001"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.setInt(0, 1))
			.matches((ex) -> ex.getSQLState().equals("07009"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.setInt(4, 1))
			.withMessageContaining("3");
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> statement.setObject(1, new Object()))
			.withMessageContaining("java.lang.Object");
		statement.setDouble(1, Double.NaN);
		statement.setInt(3, 1);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(statement::execute)
			.withMessageContainingAll("Parameter 1", "NaN");
		assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(3);
		statement.clearParameters();
		assertThatExceptionOfType(SQLException.class).isThrownBy(statement::execute).withMessageContaining("[1, 2, 3]");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"));
		assertThat(this.session.statements).isEmpty();
	}

	@Test
	void insertsOfABatchRunTogether() throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement("insert into t values (?, ?)");
		for (int i = 1; i <= 5; i++) {
			statement.setInt(1, i);
			statement.setObject(2, (i == 2) ? null : i);
			statement.addBatch();
		}
		this.session.answer(1).answer(1).answer(3);
		assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1, 1);
		assertThat(this.session.statements).containsExactly("insert into t values (1, 1)",
				"insert into t values (2, NULL)", "insert into t values (3, 3)  (4, 4)  (5, 5)");
		statement.addBatch();
		statement.addBatch();
		this.session.answer(1);
		assertThat(statement.executeBatch()).containsExactly(Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO);
	}

	@Test
	void aBatchThatIsRefusedRunsInOrderUpToTheFirstFailure() throws SQLException {
		TaosException missing = TaosErrors.fromServer("query", 0x2603, "Table does not exist", 1);
		this.session.fail(missing).answer(1).answer(2).fail(missing);
		PreparedStatement statement = this.connection.prepareStatement("insert into t values (?)");
		for (int i = 1; i <= 4; i++) {
			statement.setInt(1, i);
			statement.addBatch();
		}
		assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch).satisfies((ex) -> {
			assertThat(ex.getUpdateCounts()).containsExactly(1, 2);
			assertThat(ex.getSQLState()).isEqualTo("42S02");
			assertThat(ex.getErrorCode()).isEqualTo(0x2603);
			assertThat((Throwable) ex).hasMessageContaining("Statement 3 of 4");
		});
		assertThat(this.session.statements).hasSize(4).last().isEqualTo("insert into t values (3)");
		assertThat(statement.executeBatch()).isEmpty();
	}

	@Test
	void aBatchWhoseReplyIsMissingIsNotSentAgain() throws SQLException {
		this.session.answer(1).fail(TaosErrors.timeout("No reply in time", 1));
		Statement statement = this.connection.createStatement();
		statement.addBatch("create table t (ts timestamp, v int)");
		statement.addBatch("insert into t values (1, 1)");
		statement.addBatch("insert into t values (2, 2)");
		assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch).satisfies((ex) -> {
			assertThat(ex.getUpdateCounts()).containsExactly(1);
			assertThat((Throwable) ex).hasMessageContaining("Statements 2 to 3 of 3");
		});
		assertThat(this.session.statements).hasSize(2);
	}

	@Test
	void cancelNamesTheRequestThatRunsOrIsRead() throws SQLException {
		Statement statement = this.connection.createStatement();
		statement.cancel();
		assertThat(this.session.cancelled).isEmpty();
		this.session.answers.add(() -> {
			try {
				statement.cancel();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return new TaosOutcome(null, 1);
		});
		statement.executeUpdate("insert");
		statement.cancel();
		assertThat(this.session.cancelled).containsExactly(this.session.options.get(0).reqId());
		this.session.answer(rows(1)).fail(TaosErrors.fromServer("query", 0x2603, "Table does not exist", 1));
		ResultSet result = statement.executeQuery("select");
		statement.cancel();
		assertThat(this.session.cancelled).hasSize(2).last().isEqualTo(this.session.options.get(1).reqId());
		result.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("select"));
		statement.cancel();
		assertThat(this.session.cancelled).hasSize(2);
		statement.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(statement::cancel).withMessageContaining("closed");
	}

	@Test
	void aStatementThatRunsInOneThreadIsRefusedToAnother() throws SQLException {
		Statement statement = this.connection.createStatement();
		List<Throwable> failures = new ArrayList<>();
		this.session.answers.add(() -> {
			Thread other = new Thread(() -> {
				try {
					statement.executeUpdate("second");
				}
				catch (SQLException ex) {
					failures.add(ex);
				}
			}, "other");
			other.start();
			try {
				other.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return new TaosOutcome(null, 1);
		});
		assertThat(statement.executeUpdate("first")).isEqualTo(1);
		assertThat(failures).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
			.hasMessageContainingAll("'" + Thread.currentThread().getName() + "'", "one thread at a time");
		this.session.answer(2);
		assertThat(statement.executeUpdate("third")).isEqualTo(2);
		assertThat(this.session.statements).containsExactly("first", "third");
	}

	@Test
	void theServersErrorsKeepTheirCodeAndState() throws SQLException {
		this.session.fail(TaosErrors.fromServer("query", 0x2600, "syntax error near \"selec 1\"", 9));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.connection.createStatement().execute("selec 1"))
			.withMessage("syntax error near \"selec 1\" (0x2600)")
			.matches((ex) -> ex.getErrorCode() == 0x2600 && ex.getSQLState().equals("42601"));
	}

	@Test
	void withoutTransactionsARollbackAfterAWriteLeavesAWarning() throws SQLException {
		this.session.answer(1).answer(rows(1));
		assertThat(this.connection.getAutoCommit()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.connection::rollback)
			.matches((ex) -> ex.getSQLState().equals("25000"));
		this.connection.setAutoCommit(false);
		this.connection.rollback();
		assertThat((Throwable) this.connection.getWarnings()).isNull();
		this.connection.createStatement().executeUpdate("insert");
		this.connection.rollback();
		SQLWarning warning = this.connection.getWarnings();
		assertThat((Throwable) warning).hasMessageContaining("stays written");
		this.connection.clearWarnings();
		this.connection.createStatement().executeQuery("select");
		this.connection.commit();
		this.connection.rollback();
		assertThat((Throwable) this.connection.getWarnings()).isNull();
		this.connection.setAutoCommit(true);
		assertThat(this.connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
		notSupported(() -> this.connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE), "isolation");
	}

	@Test
	void aRollbackAfterAWriteFailsIfAskedToAndIsTold() throws SQLException {
		int[] told = new int[1];
		TaosClientOptions options = TaosClientOptions.builder()
			.rollback(TaosRollback.FAIL)
			.operationListener(new TaosOperationListener() {

				@Override
				public void onRollback() {
					told[0]++;
				}

			})
			.build();
		TaosConnection strict = new TaosConnection(this.session, options, () -> {
		});
		this.session.answer(1);
		strict.setAutoCommit(false);
		strict.createStatement().executeUpdate("insert");
		notSupported(strict::rollback, "stays written");
		assertThat((Throwable) strict.getWarnings()).isNull();
		strict.rollback();
		assertThat(told[0]).isEqualTo(1);
	}

	@Test
	void severalStatementsInOneTextAreRefused() throws SQLException {
		Statement statement = this.connection.createStatement();
		for (String sql : List.of("select 1; select 2", "insert into t values (1) ;;/* c */ x")) {
			assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(() -> statement.execute(sql))
				.withMessageContaining("several statements");
		}
		PreparedStatement prepared = this.connection.prepareStatement("delete from t; insert into t values (?)");
		prepared.setInt(1, 1);
		assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(prepared::executeUpdate);
		this.session.answer(1).answer(1).answer(1);
		statement.execute("insert into t values (';')");
		statement.execute("use db; -- the end; of it");
		statement.execute("insert into `a;b` values (1) ; /* ; */ ");
		assertThat(this.session.statements).hasSize(3);
	}

	@Test
	void theCatalogIsTheCurrentDatabase() throws SQLException {
		this.session.database = "db";
		assertThat(this.connection.getCatalog()).isEqualTo("db");
		this.connection.setCatalog("Other");
		assertThat(this.session.database).isEqualTo("Other");
		assertThat(this.connection.getSchema()).isNull();
	}

	@Test
	void theEndOfARequestResetsTheSession() throws SQLException {
		this.connection.beginRequest();
		assertThat(this.session.resets).isZero();
		this.connection.endRequest();
		assertThat(this.session.resets).isEqualTo(1);
		this.connection.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.connection::endRequest)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08003"));
	}

	@Test
	void validityIsAskedOfTheServerWithinTheTimeGiven() throws SQLException {
		assertThat(this.connection.isValid(2)).isTrue();
		this.session.valid = false;
		assertThat(this.connection.isValid(0)).isFalse();
		assertThat(this.session.probes).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(60));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.connection.isValid(-1));
		this.session.lost = true;
		this.session.valid = true;
		assertThat(this.connection.isValid(1)).isFalse();
		assertThat(this.connection.isClosed()).isTrue();
	}

	@Test
	void closingOnceReleasesAllAndRefusesFurtherUse() throws SQLException {
		this.session.answer(rows(1));
		Statement statement = this.connection.createStatement();
		ResultSet open = statement.executeQuery("select");
		this.connection.close();
		this.connection.close();
		assertThat(this.session.closes).isEqualTo(1);
		assertThat(this.released).hasSize(1);
		assertThat(statement.isClosed()).isTrue();
		assertThat(open.isClosed()).isTrue();
		assertThatExceptionOfType(SQLNonTransientConnectionException.class)
			.isThrownBy(() -> this.connection.createStatement())
			.matches((ex) -> ex.getSQLState().equals("08003"));
		assertThatExceptionOfType(SQLNonTransientConnectionException.class)
			.isThrownBy(() -> statement.execute("select"));
		assertThat(this.connection.isValid(1)).isFalse();
	}

	@Test
	void abortClosesOnTheExecutor() throws SQLException {
		List<Runnable> tasks = new ArrayList<>();
		this.connection.abort(tasks::add);
		assertThat(this.connection.isClosed()).isTrue();
		assertThat(this.session.closes).isZero();
		tasks.forEach(Runnable::run);
		assertThat(this.session.closes).isEqualTo(1);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.connection.abort(null));
	}

	@Test
	void theMetadataSaysWhatItIsWithoutSecrets() throws SQLException {
		DatabaseMetaData metadata = this.connection.getMetaData();
		assertThat(metadata.getDatabaseProductName()).isEqualTo("TDengine");
		assertThat(metadata.getDatabaseProductVersion()).isEqualTo("ver:3.3.7.5");
		assertThat(metadata.getDatabaseMajorVersion()).isEqualTo(3);
		assertThat(metadata.getDatabaseMinorVersion()).isEqualTo(3);
		assertThat(metadata.getURL()).isEqualTo("jdbc:taos:ws://bob@h:1/db?timeZone=Asia%2FShanghai");
		assertThat(metadata.getUserName()).isEqualTo("bob");
		assertThat(metadata.getDriverVersion()).matches("\\d+\\.\\d+.*").isNotEqualTo("0.0");
		assertThat(metadata.getIdentifierQuoteString()).isEqualTo("`");
		assertThat(metadata.supportsTransactions()).isFalse();
		assertThat(metadata.supportsBatchUpdates()).isTrue();
		assertThat(metadata.getConnection()).isSameAs(this.connection);
		assertThat(metadata.getSQLKeywords().split(",")).contains("TAGS", "NOW", "STABLE")
			.doesNotContain("SELECT", "")
			.doesNotHaveDuplicates();
		assertThat(metadata.getTimeDateFunctions().split(",")).contains("TIMETRUNCATE");
		assertThat(this.connection.toString()).doesNotContain("hunter2");
	}

	@Test
	void oddsAndEndsBehaveAsJdbcAsks() throws SQLException {
		assertThat(this.connection.unwrap(TaosSession.class)).isSameAs(this.session);
		assertThat(this.connection.isWrapperFor(String.class)).isFalse();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.connection.unwrap(String.class));
		assertThat(this.connection.getClientInfo("ApplicationName")).isEqualTo("meter");
		this.connection.setClientInfo(new Properties());
		assertThat((Throwable) this.connection.getWarnings()).isNull();
		this.connection.setClientInfo("ApplicationName", "x");
		assertThat((Throwable) this.connection.getWarnings()).hasMessageContaining("appName");
		this.connection.setReadOnly(true);
		assertThat(this.connection.isReadOnly()).isTrue();
		Statement statement = this.connection.createStatement();
		assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it\\'s'");
		assertThat(statement.enquoteIdentifier("My Table", false)).isEqualTo("`My Table`");
		assertThat(statement.enquoteIdentifier("t1", false)).isEqualTo("t1");
		assertThat(statement.enquoteIdentifier("t1", true)).isEqualTo("`t1`");
		notSupported(() -> statement.execute("x", Statement.RETURN_GENERATED_KEYS), "generated keys");
		notSupported(() -> this.connection.prepareCall("x"), "prepareCall");
		notSupported(() -> this.connection.setSavepoint(), "setSavepoint");
		notSupported(
				() -> this.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY),
				"scroll");
	}

	private static void notSupported(ThrowingCallable call, String name) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(call)
			.withMessageContaining(name)
			.matches((ex) -> ex.getSQLState().equals("0A000"));
	}

}
