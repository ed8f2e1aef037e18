package io.github.taosspring.embedded.internal.sql;

/**
 * Operators with two operands.
 */
public enum BinaryOperator {

	/** {@code +}. */
	ADD,

	/** {@code -}. */
	SUBTRACT,

	/** {@code *}. */
	MULTIPLY,

	/** {@code /}. */
	DIVIDE,

	/** {@code %}. */
	REMAINDER,

	/** {@code &}. */
	BIT_AND,

	/** {@code |}. */
	BIT_OR,

	/** {@code =}. */
	EQUAL,

	/** {@code <>} and {@code !=}. */
	NOT_EQUAL,

	/** {@code <}. */
	LESS,

	/** {@code <=}. */
	LESS_OR_EQUAL,

	/** {@code >}. */
	GREATER,

	/** {@code >=}. */
	GREATER_OR_EQUAL,

	/** {@code LIKE}. */
	LIKE,

	/** {@code NOT LIKE}. */
	NOT_LIKE,

	/** {@code MATCH} and {@code REGEXP}. */
	MATCH,

	/** {@code NMATCH} and {@code NOT REGEXP}. */
	NOT_MATCH,

	/** {@code CONTAINS}: a JSON document has a key. */
	CONTAINS,

	/** {@code ->}: the value of a key of a JSON document. */
	JSON_VALUE,

	/** {@code AND}. */
	AND,

	/** {@code OR}. */
	OR;

	/**
	 * Return whether this operator yields a value rather than a truth.
	 * @return whether it calculates or reads a JSON document
	 */
	public boolean isValue() {
		return compareTo(BIT_OR) <= 0 || this == JSON_VALUE;
	}

	/**
	 * Return whether this operator calculates.
	 * @return whether it is one of {@code + - * / %}
	 */
	public boolean isArithmetic() {
		return compareTo(REMAINDER) <= 0;
	}

	/**
	 * Return whether this operator compares by order.
	 * @return whether it is one of {@code = <> < <= > >=}
	 */
	public boolean isComparison() {
		return compareTo(EQUAL) >= 0 && compareTo(GREATER_OR_EQUAL) <= 0;
	}

}
