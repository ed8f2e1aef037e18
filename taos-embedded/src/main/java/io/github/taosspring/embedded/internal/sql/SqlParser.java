package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Parses every statement but {@code INSERT … VALUES}. Thread-safe.
 */
public final class SqlParser {

	private SqlParser() {
	}

	/**
	 * Parse a statement. What follows a semicolon is ignored, as TDengine does.
	 * @param sql the text
	 * @return the statement
	 * @throws SqlException with code 0x2600 and the text from the offending token on, or
	 * 0x2601 for a text that ends too early
	 */
	public static Statement parse(String sql) {
		SqlText.requireLength(sql);
		String text = SqlText.fold(sql);
		return new StatementBuilder(new Source(text), Parameters.unbound(text)).build(tree(text).statement());
	}

	/**
	 * Parse a query whose question marks stand for values.
	 * @param sql the text
	 * @param values the values in the order of the question marks
	 * @return the query with the values in their places
	 * @throws SqlException as {@link #parse(String)}; 0x2600 if it is no query, 0x0236 if
	 * the numbers of values and question marks differ
	 */
	public static Query parseQuery(String sql, List<Literal> values) {
		SqlText.requireLength(sql);
		String text = SqlText.fold(sql);
		return query(text, Parameters.bound(text, values));
	}

	/**
	 * Count the question marks of a query.
	 * @param sql the text
	 * @return how many there are
	 * @throws SqlException as {@link #parse(String)}; 0x2600 if it is no query of a table
	 * or has no question mark
	 */
	public static int countParameters(String sql) {
		SqlText.requireLength(sql);
		String text = SqlText.fold(sql);
		if (!selectsFrom(text)) {
			throw noQuery();
		}
		Parameters parameters = Parameters.samples(text);
		query(text, parameters);
		if (parameters.count() == 0) {
			throw new SqlException(0x2600, "stmt only support select or insert");
		}
		return parameters.count();
	}

	/** Whether a statement begins with SELECT and has a FROM. */
	private static boolean selectsFrom(String text) {
		SqlScanner scanner = new SqlScanner(text);
		scanner.next();
		if (!scanner.isWord("select")) {
			return false;
		}
		while (scanner.next() != SqlScanner.Kind.END) {
			if (scanner.isWord("from")) {
				return true;
			}
		}
		return false;
	}

	private static SqlException noQuery() {
		return new SqlException(0x2600, "stmt only support 'SELECT' or 'INSERT'");
	}

	private static Query query(String text, Parameters parameters) {
		if (new StatementBuilder(new Source(text), parameters).build(tree(text).statement()) instanceof Query query) {
			return query;
		}
		throw noQuery();
	}

	private static TaosSql.SqlContext tree(String text) {
		CommonTokenStream tokens = new CommonTokenStream(new SqlTokenSource(text));
		TaosSql parser = new TaosSql(tokens);
		parser.removeErrorListeners();
		parser.setErrorHandler(new BailErrorStrategy());
		parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
		try {
			return parser.sql();
		}
		catch (ParseCancellationException ex) {
			// the fast mode may refuse what the full one accepts, or at another token
			tokens.seek(0);
			parser.reset();
			parser.getInterpreter().setPredictionMode(PredictionMode.LL);
			return strictTree(parser, text);
		}
	}

	private static TaosSql.SqlContext strictTree(TaosSql parser, String text) {
		try {
			return parser.sql();
		}
		catch (ParseCancellationException ex) {
			if (ex.getCause() instanceof RecognitionException cause) {
				throw error(cause.getOffendingToken(), text);
			}
			throw ex;
		}
	}

	private static SqlException error(Token offending, String text) {
		if (offending.getType() == Token.INVALID_TYPE) {
			return SqlText.unrecognizedToken(text, offending.getStartIndex());
		}
		return SqlText.syntaxError(text, offending.getStartIndex());
	}

}
