package io.github.taosspring.embedded.internal.insert;

import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.SqlText;

/**
 * A value as written, before it is known what type it is for. One is used again and again
 * by a reader.
 */
final class ValueToken {

	private static final int SYNTAX_ERROR = 0x0216;

	/** How much of the statement an error shows ({@code buildSyntaxErrMsg}). */
	private static final int SHOWN_BYTES = 63;

	/** Kinds of values. */
	enum Kind {

		/** {@code NULL}. */
		NULL,

		/** {@code TRUE} or {@code FALSE}. */
		BOOLEAN,

		/** A number, its sign included. */
		NUMBER,

		/** A string. */
		STRING,

		/** {@code NOW} or {@code NOW()}. */
		NOW,

		/** {@code TODAY} or {@code TODAY()}. */
		TODAY,

		/** A length of time. */
		DURATION

	}

	private Kind kind = Kind.NULL;

	/** Where the characters of the value are. */
	private String chars = "";

	private int from;

	private int to;

	/** What an error shows: the value of a string, else the statement from here on. */
	private String shown = "";

	private int shownFrom;

	void set(Kind newKind, String text, int start, int end, String sql, int near) {
		this.kind = newKind;
		this.chars = text;
		this.from = start;
		this.to = end;
		this.shown = sql;
		this.shownFrom = near;
	}

	Kind kind() {
		return this.kind;
	}

	String chars() {
		return this.chars;
	}

	int from() {
		return this.from;
	}

	int to() {
		return this.to;
	}

	int length() {
		return this.to - this.from;
	}

	String text() {
		return this.chars.substring(this.from, this.to);
	}

	boolean isText(String word) {
		return length() == word.length() && this.chars.regionMatches(true, this.from, word, 0, word.length());
	}

	/** Return whether the value is NULL for a column that isn't one of text. */
	boolean isNull() {
		return this.kind == Kind.NULL || this.kind == Kind.STRING && isText("null");
	}

	SqlException error(String what) {
		String near = (this.kind == Kind.STRING) ? text() : this.shown.substring(this.shownFrom);
		return error(near, what);
	}

	static SqlException error(String near, String what) {
		return new SqlException(SYNTAX_ERROR,
				SqlText.cut("syntax error near '" + SqlText.cut(near, SHOWN_BYTES) + "' (" + what + ")"));
	}

	/** Return the error of a statement that ends where something must follow. */
	static SqlException incomplete(String what) {
		return new SqlException(SYNTAX_ERROR, "syntax error near '" + what + "'");
	}

}
