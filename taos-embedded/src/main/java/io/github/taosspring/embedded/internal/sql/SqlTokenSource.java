package io.github.taosspring.embedded.internal.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the grammar from the {@link SqlScanner}, turning words into keywords.
 * <p>
 * Tokens carry no text, only where it is.
 */
final class SqlTokenSource implements TokenSource {

	/** Keywords of TDengine that the grammar has no use for, but that can't be names. */
	private static final String OTHER_KEYWORDS = """
			account accounts aggregate any batch_scan bufsize calc_notify_only connection conns dbs
			delete_output_table delete_recalc event_type expired_time file fill_history fill_history_first
			force_output hash_join ignore ignore_disorder ignore_nodata_trigger import language leader
			low_latency_calc meta_only minus modules no_batch_scan notify notify_history notify_options
			output_subtable outputtype para_tables_sort partition_first period port pps pre_filter qtime
			skip_tsma smalldata_ts_sort sort_for_group state storage stream_options strict trows tseries unsafe
			untreated values window_close window_open _tcurrent_ts _tgrpid _tlocaltime _tnext_localtime
			_tnext_ts _tprev_localtime _tprev_ts _twduration _twend _twrownum _twstart
			""";

	private static final Map<String, Integer> KEYWORDS = keywords();

	private final String text;

	private final SqlScanner scanner;

	private final Pair<@Nullable TokenSource, @Nullable CharStream> source = new Pair<>(this, null);

	SqlTokenSource(String text) {
		this.text = text;
		this.scanner = new SqlScanner(text);
	}

	private static Map<String, Integer> keywords() {
		Map<String, Integer> keywords = new HashMap<>();
		for (int type = TaosSql.RESERVED + 1; type <= TaosSql.VOCABULARY.getMaxTokenType(); type++) {
			keywords.put(TaosSql.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT), type);
		}
		// these names were taken by other tokens
		keywords.put("duration", TaosSql.DURATION_OPTION);
		keywords.put("float", TaosSql.FLOAT_TYPE);
		keywords.put("integer", TaosSql.INTEGER_TYPE);
		for (String internal : new String[] { "duration_option", "float_type", "integer_type" }) {
			keywords.remove(internal);
		}
		for (String word : OTHER_KEYWORDS.split("\\s+")) {
			keywords.put(word, TaosSql.RESERVED);
		}
		for (String word : PseudoColumns.names()) {
			keywords.put(word, TaosSql.PSEUDO_COLUMN);
		}
		return keywords;
	}

	static boolean isKeyword(String word) {
		return KEYWORDS.containsKey(word);
	}

	@Override
	public Token nextToken() {
		int type = switch (this.scanner.next()) {
			case END -> Token.EOF;
			case WORD -> KEYWORDS.getOrDefault(this.scanner.token(), TaosSql.IDENTIFIER);
			case QUOTED_NAME -> TaosSql.IDENTIFIER;
			case STRING -> TaosSql.STRING;
			case INTEGER -> TaosSql.INTEGER;
			case FLOAT -> TaosSql.FLOAT;
			case HEXADECIMAL -> TaosSql.HEXADECIMAL;
			case BINARY -> TaosSql.BINARY_NUMBER;
			case DURATION -> TaosSql.DURATION;
			case ADDRESS -> TaosSql.RESERVED;
			case SYMBOL -> symbol();
			case ILLEGAL -> Token.INVALID_TYPE;
		};
		return new CommonToken(this.source, type, Token.DEFAULT_CHANNEL, this.scanner.start(), this.scanner.end() - 1);
	}

	private int symbol() {
		int position = this.scanner.start();
		boolean two = this.scanner.end() == position + 2;
		char second = two ? this.text.charAt(position + 1) : 0;
		return switch (this.text.charAt(position)) {
			case '(' -> TaosSql.LPAREN;
			case ')' -> TaosSql.RPAREN;
			case '*' -> TaosSql.STAR;
			case '+' -> TaosSql.PLUS;
			case '/' -> TaosSql.SLASH;
			case '%' -> TaosSql.PERCENT;
			case ',' -> TaosSql.COMMA;
			case '.' -> TaosSql.DOT;
			case ':' -> TaosSql.COLON;
			case '&' -> TaosSql.AMPERSAND;
			case '?' -> TaosSql.QUESTION;
			case '-' -> two ? TaosSql.ARROW : TaosSql.MINUS;
			case '=' -> TaosSql.EQUAL;
			case '|' -> two ? TaosSql.RESERVED : TaosSql.PIPE;
			case '<' -> !two ? TaosSql.LESS : (second == '=') ? TaosSql.LESS_OR_EQUAL : TaosSql.NOT_EQUAL;
			case '>' -> two ? TaosSql.GREATER_OR_EQUAL : TaosSql.GREATER;
			case '!' -> TaosSql.NOT_EQUAL;
			default -> throw new IllegalStateException("No token for a symbol of the scanner");
		};
	}

	@Override
	public int getLine() {
		return 1;
	}

	@Override
	public int getCharPositionInLine() {
		return this.scanner.start();
	}

	@Override
	@SuppressWarnings("NullAway")
	public @Nullable CharStream getInputStream() {
		return null;
	}

	@Override
	public String getSourceName() {
		return "statement";
	}

	@Override
	public void setTokenFactory(TokenFactory<?> factory) {
		throw new UnsupportedOperationException("Tokens are made here");
	}

	@Override
	public TokenFactory<?> getTokenFactory() {
		return org.antlr.v4.runtime.CommonTokenFactory.DEFAULT;
	}

}
