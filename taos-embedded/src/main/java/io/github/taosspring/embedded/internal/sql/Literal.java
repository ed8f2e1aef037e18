package io.github.taosspring.embedded.internal.sql;

/**
 * A constant as written.
 */
public sealed interface Literal extends Expression {

	/** {@code NULL}. */
	record NullLiteral() implements Literal {
	}

	/**
	 * {@code TRUE} or {@code FALSE}.
	 *
	 * @param value the value
	 */
	record BooleanLiteral(boolean value) implements Literal {
	}

	/**
	 * A whole number, decimal, hexadecimal or binary.
	 *
	 * @param value the value; the bits of an unsigned number beyond
	 * {@link Long#MAX_VALUE}
	 * @param unsigned whether the value is beyond {@link Long#MAX_VALUE}
	 */
	record IntegerLiteral(long value, boolean unsigned) implements Literal {

		/**
		 * Return a literal within the signed range.
		 * @param value the value
		 * @return the literal
		 */
		public static IntegerLiteral of(long value) {
			return new IntegerLiteral(value, false);
		}

	}

	/**
	 * A number with a point or an exponent.
	 *
	 * @param value the value
	 * @param digits the digits as written, for decimals
	 */
	record FloatLiteral(double value, String digits) implements Literal {
	}

	/**
	 * A string, its escapes resolved.
	 *
	 * @param value the value
	 */
	record StringLiteral(String value) implements Literal {
	}

	/**
	 * {@code TIMESTAMP '…'}.
	 *
	 * @param value the text
	 */
	record TimestampLiteral(String value) implements Literal {
	}

	/**
	 * A length of time such as {@code 10s}.
	 *
	 * @param duration the length
	 */
	record DurationLiteral(Duration duration) implements Literal {
	}

}
