package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlScanner;
import io.github.taosspring.embedded.internal.sql.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of an insert: names, brackets and values.
 * <p>
 * Unlike in other statements a sign belongs to the number that follows it at once.
 */
final class InsertScanner {

	private final String sql;

	private final SqlScanner scanner;

	InsertScanner(String sql) {
		this.sql = sql;
		this.scanner = new SqlScanner(sql);
	}

	/** Create a scanner whose current token is the one at a position. */
	InsertScanner(String sql, int position) {
		this(sql);
		this.scanner.seek(position);
		this.scanner.next();
	}

	String sql() {
		return this.sql;
	}

	SqlScanner.Kind next() {
		return this.scanner.next();
	}

	SqlScanner.Kind kind() {
		return this.scanner.kind();
	}

	boolean is(char symbol) {
		return this.scanner.is(symbol);
	}

	boolean isWord(String word) {
		return this.scanner.isWord(word);
	}

	boolean atEnd() {
		return this.scanner.kind() == SqlScanner.Kind.END;
	}

	int start() {
		return this.scanner.start();
	}

	int end() {
		return this.scanner.end();
	}

	String token() {
		return this.scanner.token();
	}

	/** Return the rest of the text from the current token on, as errors show it. */
	String rest() {
		return atEnd() ? "" : this.sql.substring(this.scanner.start());
	}

	SqlException error(String what) {
		return ValueToken.error(rest(), what);
	}

	/** Return the value of the current token as a name. */
	String name() {
		return switch (this.scanner.kind()) {
			case STRING -> SqlText.unquote(this.sql, start(), end());
			case QUOTED_NAME -> this.sql.substring(start() + 1, end() - 1);
			default -> token();
		};
	}

	/**
	 * Read the current token as a value.
	 * @param value what to read into
	 */
	void value(ValueToken value) {
		int near = this.scanner.start();
		switch (this.scanner.kind()) {
			case STRING -> string(value, near);
			case INTEGER, FLOAT, HEXADECIMAL, BINARY -> set(value, ValueToken.Kind.NUMBER, near);
			case DURATION -> set(value, ValueToken.Kind.DURATION, near);
			case WORD -> word(value, near);
			case SYMBOL -> symbol(value, near);
			case END -> throw ValueToken.incomplete("invalid data or symbol");
			default -> throw error("invalid data or symbol");
		}
	}

	private void set(ValueToken value, ValueToken.Kind kind, int near) {
		value.set(kind, this.sql, near, this.scanner.end(), this.sql, near);
	}

	private void string(ValueToken value, int near) {
		int from = near + 1;
		int to = this.scanner.end() - 1;
		char quote = this.sql.charAt(near);
		for (int i = from; i < to; i++) {
			char c = this.sql.charAt(i);
			if (c == '\\' || c == quote) {
				String text = SqlText.unquote(this.sql, near, this.scanner.end());
				value.set(ValueToken.Kind.STRING, text, 0, text.length(), this.sql, near);
				return;
			}
		}
		value.set(ValueToken.Kind.STRING, this.sql, from, to, this.sql, near);
	}

	private void word(ValueToken value, int near) {
		if (this.scanner.isWord("null")) {
			set(value, ValueToken.Kind.NULL, near);
		}
		else if (this.scanner.isWord("true") || this.scanner.isWord("false")) {
			set(value, ValueToken.Kind.BOOLEAN, near);
		}
		else if (this.scanner.isWord("now")) {
			set(value, ValueToken.Kind.NOW, near);
			skipCall();
		}
		else if (this.scanner.isWord("today")) {
			set(value, ValueToken.Kind.TODAY, near);
			skipCall();
		}
		else {
			throw error("invalid data or symbol");
		}
	}

	private void skipCall() {
		int after = this.scanner.end();
		if (this.scanner.next() == SqlScanner.Kind.SYMBOL && is('(')) {
			this.scanner.next();
			if (is(')')) {
				return;
			}
		}
		this.scanner.seek(after);
	}

	private void symbol(ValueToken value, int near) {
		if (is('?')) {
			throw error("? only used in stmt");
		}
		char sign = this.sql.charAt(near);
		if ((sign == '-' || sign == '+') && this.scanner.end() == near + 1 && startsNumber(near + 1)) {
			this.scanner.next();
			if (this.scanner.kind() == SqlScanner.Kind.DURATION) {
				set(value, ValueToken.Kind.DURATION, near);
			}
			else {
				set(value, ValueToken.Kind.NUMBER, near);
			}
			return;
		}
		throw error("invalid data or symbol");
	}

	private boolean startsNumber(int position) {
		if (position >= this.sql.length()) {
			return false;
		}
		char c = this.sql.charAt(position);
		return c >= '0' && c <= '9' || c == '.';
	}

	/**
	 * Skip a sign and a duration after a timestamp, if they are there.
	 * @param value the timestamp, for errors
	 * @return the duration, its value negative after a minus sign; null if there is none
	 */
	@Nullable Duration offset(ValueToken value) {
		int after = this.scanner.end();
		this.scanner.next();
		boolean minus = is('-');
		if (!minus && !is('+')) {
			this.scanner.seek(after);
			return null;
		}
		if (this.scanner.next() != SqlScanner.Kind.DURATION) {
			throw value.error("invalid timestamp");
		}
		int last = this.scanner.end() - 1;
		int following = this.scanner.end();
		Duration duration;
		try {
			long count = Long.parseLong(this.sql, this.scanner.start(), last, 10);
			duration = new Duration(minus ? -count : count, Duration.Unit.of(this.sql.charAt(last)));
		}
		catch (NumberFormatException ex) {
			throw value.error("invalid timestamp");
		}
		this.scanner.next();
		if (is('+') || is('-')) {
			throw value.error("invalid timestamp");
		}
		this.scanner.seek(following);
		return duration;
	}

}
