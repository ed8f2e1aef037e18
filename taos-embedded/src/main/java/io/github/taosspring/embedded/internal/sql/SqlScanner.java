package io.github.taosspring.embedded.internal.sql;

/**
 * Cuts a folded statement into tokens, by the rules of TDengine's tokenizer
 * ({@code parTokenizer.c}). Allocates nothing: the current token is described by
 * {@link #kind()}, {@link #start()} and {@link #end()}.
 */
public final class SqlScanner {

	/** Kinds of tokens. */
	public enum Kind {

		/** The end of the text, or a semicolon. */
		END,

		/** A word: a name or a keyword. */
		WORD,

		/** A name in back quotes. */
		QUOTED_NAME,

		/** A string in single or double quotes. */
		STRING,

		/** A whole number. */
		INTEGER,

		/** A number with a point or an exponent. */
		FLOAT,

		/** {@code 0x1f}. */
		HEXADECIMAL,

		/** {@code 0b101}. */
		BINARY,

		/** A whole number and the letter of a unit of time. */
		DURATION,

		/** {@code 127.0.0.1}. */
		ADDRESS,

		/** An operator or a bracket. */
		SYMBOL,

		/** Characters that are no token. */
		ILLEGAL

	}

	private final String text;

	private int start;

	private int end;

	private Kind kind = Kind.END;

	/**
	 * Create a scanner of a text.
	 * @param text the statement, folded by {@link SqlText#fold(String)}
	 */
	public SqlScanner(String text) {
		this.text = text;
	}

	/**
	 * Return the kind of the current token.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return where the current token starts.
	 * @return a position in the text, its length at the end
	 */
	public int start() {
		return this.start;
	}

	/**
	 * Return where the current token ends.
	 * @return the position after its last character
	 */
	public int end() {
		return this.end;
	}

	/**
	 * Return the text of the current token.
	 * @return the token as written
	 */
	public String token() {
		return this.text.substring(this.start, this.end);
	}

	/**
	 * Return whether the current token is a single character.
	 * @param symbol the character
	 * @return whether it is that symbol
	 */
	public boolean is(char symbol) {
		return this.kind == Kind.SYMBOL && this.end == this.start + 1 && this.text.charAt(this.start) == symbol;
	}

	/**
	 * Return whether the current token is a word.
	 * @param word the word in lower case
	 * @return whether it is that word, not quoted
	 */
	public boolean isWord(String word) {
		return this.kind == Kind.WORD && this.end - this.start == word.length()
				&& this.text.startsWith(word, this.start);
	}

	/**
	 * Go back or forth to a position; the next token is read from there.
	 * @param position the position
	 */
	public void seek(int position) {
		this.end = position;
	}

	/**
	 * Read the next token.
	 * @return its kind
	 */
	public Kind next() {
		this.start = skipBlanks(this.end);
		if (this.start >= this.text.length()) {
			this.start = this.text.length();
			this.end = this.start;
			this.kind = Kind.END;
			return this.kind;
		}
		char c = this.text.charAt(this.start);
		if (isLetter(c)) {
			word();
		}
		else if (isDigit(c) || c == '.' && isDigit(at(this.start + 1))) {
			number(c);
		}
		else if (c == '\'' || c == '"') {
			string(c);
		}
		else if (c == '`') {
			quotedName();
		}
		else if (c == ';') {
			this.kind = Kind.END;
			this.end = this.start;
		}
		else {
			symbol(c);
		}
		return this.kind;
	}

	private int skipBlanks(int from) {
		int i = from;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
				i++;
			}
			else if (c == '-' && at(i + 1) == '-') {
				i = lineEnd(i);
			}
			else if (c == '/' && at(i + 1) == '*') {
				int close = this.text.indexOf("*/", i + 2);
				i = (close < 0) ? this.text.length() : close + 2;
			}
			else {
				return i;
			}
		}
		return i;
	}

	private int lineEnd(int from) {
		int newline = this.text.indexOf('\n', from);
		return (newline < 0) ? this.text.length() : newline;
	}

	private void word() {
		int i = this.start + 1;
		while (isWordPart(at(i))) {
			i++;
		}
		finish(Kind.WORD, i);
	}

	private void number(char first) {
		int i = this.start;
		char second = at(i + 1);
		if (first == '0' && second == 'x' && isHexDigit(at(i + 2))) {
			i += 2;
			while (isHexDigit(at(i))) {
				i++;
			}
			finish(Kind.HEXADECIMAL, i);
			return;
		}
		if (first == '0' && second == 'b' && (at(i + 2) == '0' || at(i + 2) == '1')) {
			i += 2;
			while (at(i) == '0' || at(i) == '1') {
				i++;
			}
			finish(Kind.BINARY, i);
			return;
		}
		i = digits(i);
		if (isUnit(at(i)) && !isWordPart(at(i + 1))) {
			finish(Kind.DURATION, i + 1);
			return;
		}
		Kind found = Kind.INTEGER;
		int points = 0;
		while (at(i) == '.' && (points == 0 || isDigit(at(i + 1)) && first != '.' && points < 3)) {
			i = digits(i + 1);
			points++;
			found = Kind.FLOAT;
		}
		if (points > 1) {
			finish(Kind.ADDRESS, i);
			return;
		}
		if (at(i) == 'e' || at(i) == 'E') {
			int exponent = i + 1;
			if (at(exponent) == '+' || at(exponent) == '-') {
				exponent++;
			}
			if (isDigit(at(exponent))) {
				i = digits(exponent);
				found = Kind.FLOAT;
			}
		}
		finish(found, i);
	}

	private int digits(int from) {
		int i = from;
		while (isDigit(at(i))) {
			i++;
		}
		return i;
	}

	private void string(char quote) {
		int i = this.start + 1;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == '\\') {
				i++;
			}
			else if (c == quote) {
				if (at(i + 1) != quote) {
					finish(Kind.STRING, i + 1);
					return;
				}
				i++;
			}
			i++;
		}
		finish(Kind.ILLEGAL, this.text.length());
	}

	private void quotedName() {
		int close = this.text.indexOf('`', this.start + 1);
		if (close < 0) {
			finish(Kind.ILLEGAL, this.text.length());
		}
		else {
			finish(Kind.QUOTED_NAME, close + 1);
		}
	}

	private void symbol(char c) {
		char second = at(this.start + 1);
		int length = switch (c) {
			case '(', ')', '*', '+', '/', '%', ',', '.', ':', '&', '?' -> 1;
			case '-' -> (second == '>') ? 2 : 1;
			case '=' -> (second == '=') ? 2 : 1;
			case '|' -> (second == '|') ? 2 : 1;
			case '<' -> (second == '=' || second == '>') ? 2 : 1;
			case '>' -> (second == '=') ? 2 : 1;
			case '!' -> (second == '=') ? 2 : 0;
			default -> 0;
		};
		if (length == 0) {
			finish(Kind.ILLEGAL, this.start + 1);
		}
		else {
			finish(Kind.SYMBOL, this.start + length);
		}
	}

	private void finish(Kind found, int after) {
		this.kind = found;
		this.end = after;
	}

	private char at(int position) {
		return (position < this.text.length()) ? this.text.charAt(position) : 0;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isHexDigit(char c) {
		return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
	}

	private static boolean isLetter(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
	}

	private static boolean isWordPart(char c) {
		return isLetter(c) || isDigit(c);
	}

	private static boolean isUnit(char c) {
		return switch (c) {
			case 'b', 'u', 'a', 's', 'm', 'h', 'd', 'w', 'n', 'y' -> true;
			default -> false;
		};
	}

}
