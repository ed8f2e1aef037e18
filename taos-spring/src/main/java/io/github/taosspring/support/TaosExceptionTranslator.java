package io.github.taosspring.support;

import java.sql.SQLException;
import java.util.regex.Pattern;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosDataException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosProgrammingException;
import io.github.taosspring.client.TaosResultException;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.TaosStatementException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.client.TaosTmqException;
import io.github.taosspring.client.statement.TaosBatchWriteException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Translates a {@link TaosException} to the {@link DataAccessException} that fits it.
 * Stateless and thread-safe.
 * <p>
 * The {@code TaosException} with TDengine's code stays among the causes:
 * {@link #taosException(Throwable)} finds it. It is the direct cause of all but
 * {@link BadSqlGrammarException}, which wants an {@link SQLException} in between (it
 * carries the same code and SQLState).
 */
public class TaosExceptionTranslator {

	private static final int MAX_SQL = 1000;

	private static final int DATABASE_NOT_SPECIFIED = 0x2616;

	private static final int NULL_KEY = 0x267B;

	private static final int LICENSE = 0x0800;

	private static final int SQL_REJECTED = 0xFFFD;

	private static final Pattern PASSWORD = Pattern
		.compile("(?i)\\bpass(word)?(\\s*=?\\s*)('(?:[^'\\\\]|\\\\.|'')*'?|\"(?:[^\"\\\\]|\\\\.|\"\")*\"?)");

	/**
	 * Translate a failure.
	 * @param task what was being done, for the message
	 * @param sql the statement as the caller wrote it, {@code null} if there was none;
	 * the message quotes it without passwords and up to 1000 characters
	 * @param ex the failure
	 * @return the exception to throw
	 */
	public DataAccessException translate(String task, @Nullable String sql, TaosException ex) {
		String message = message(task, sql, ex);
		if (ex instanceof TaosBatchWriteException && ex.getCause() instanceof TaosException cause) {
			// what kind of failure it is, its cause says
			return translate(task, sql, message, cause);
		}
		return translate(task, sql, message, ex);
	}

	private DataAccessException translate(String task, @Nullable String sql, String message, TaosException ex) {
		if (ex instanceof TaosTimeoutException) {
			return new QueryTimeoutException(message, ex);
		}
		if (ex instanceof TaosConnectionException) {
			return isAuthorization(ex) ? new PermissionDeniedDataAccessException(message, ex)
					: new DataAccessResourceFailureException(message, ex);
		}
		if (ex instanceof TaosInterfaceException) {
			return ex.sqlState().equals("22018") ? new TypeMismatchDataAccessException(message, ex)
					: new InvalidDataAccessApiUsageException(message, ex);
		}
		if (ex instanceof TaosProgrammingException) {
			return translateProgramming(task, sql, message, ex);
		}
		if (ex instanceof TaosDataException || ex instanceof TaosSchemalessException) {
			return new DataIntegrityViolationException(message, ex);
		}
		if (ex instanceof TaosStatementException) {
			return (ex.code() == NULL_KEY) ? new DataIntegrityViolationException(message, ex)
					: new InvalidDataAccessApiUsageException(message, ex);
		}
		if (ex instanceof TaosResultException) {
			return new DataRetrievalFailureException(message, ex);
		}
		if (ex instanceof TaosTmqException) {
			return switch (ex.code()) {
				case 0x4001, 0x4002 -> new InvalidDataAccessResourceUsageException(message, ex);
				default -> new DataRetrievalFailureException(message, ex);
			};
		}
		return translateState(message, ex);
	}

	private DataAccessException translateProgramming(String task, @Nullable String sql, String message,
			TaosException ex) {
		return switch (ex.code()) {
			case 0x0217, 0x0380, DATABASE_NOT_SPECIFIED, 0x230A ->
				new InvalidDataAccessResourceUsageException(message, ex);
			case SQL_REJECTED -> new InvalidDataAccessApiUsageException(message, ex);
			default -> new BadSqlGrammarException(task + "; " + describe(ex), quote((sql != null) ? sql : ""),
					new SQLException(describe(ex), ex.sqlState(), ex.code(), ex));
		};
	}

	private DataAccessException translateState(String message, TaosException ex) {
		if (isAuthorization(ex)) {
			return new PermissionDeniedDataAccessException(message, ex);
		}
		if (ex.code() == LICENSE) {
			return new NonTransientDataAccessResourceException(message, ex);
		}
		return switch (ex.sqlState()) {
			case "HYT00", "57014" -> new QueryTimeoutException(message, ex);
			case "40001", "53000", "53100", "53200", "53300" -> new TransientDataAccessResourceException(message, ex);
			case "08001", "08003", "08006" -> new DataAccessResourceFailureException(message, ex);
			case "22000", "22001", "22003", "22007", "22018", "23502" ->
				new DataIntegrityViolationException(message, ex);
			default -> new UncategorizedTaosException(message, ex);
		};
	}

	private static boolean isAuthorization(TaosException ex) {
		return ex.sqlState().equals("28000") || ex.sqlState().equals("42501");
	}

	private static String message(String task, @Nullable String sql, TaosException ex) {
		String statement = (sql != null) ? "; SQL [" + quote(sql) + "]" : "";
		return task + statement + "; " + describe(ex);
	}

	private static String describe(TaosException ex) {
		String text = String.valueOf(ex.getMessage());
		String code = String.format("0x%04X", ex.code());
		String coded = (ex.code() == 0 || text.toUpperCase().contains(code.toUpperCase())) ? text : code + " " + text;
		return (ex.code() == DATABASE_NOT_SPECIFIED)
				? coded + "; name the database in the connection's URL or options, or before the table" : coded;
	}

	private static String quote(String sql) {
		String shortened = (sql.length() <= MAX_SQL) ? sql
				: sql.substring(0, MAX_SQL) + "... (" + sql.length() + " characters)";
		return PASSWORD.matcher(shortened).replaceAll("pass$1$2'***'");
	}

	/**
	 * Find what TDengine or the connector said among the causes of an exception.
	 * @param ex an exception of a {@code TaosTemplate}, or of a {@code JdbcTemplate} over
	 * this connector
	 * @return the failure with its code, {@code null} if there is none
	 */
	public static @Nullable TaosException taosException(@Nullable Throwable ex) {
		int depth = 0;
		for (Throwable cause = ex; cause != null && depth < 32; cause = cause.getCause()) {
			if (cause instanceof TaosException found) {
				return found;
			}
			depth++;
		}
		return null;
	}

}
