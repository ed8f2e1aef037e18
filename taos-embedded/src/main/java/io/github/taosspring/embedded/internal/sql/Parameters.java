package io.github.taosspring.embedded.internal.sql;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The question marks of a statement and the values bound to them.
 */
final class Parameters {

	private final int[] positions;

	private final List<Literal> values;

	private Parameters(int[] positions, List<Literal> values) {
		this.positions = positions;
		this.values = values;
	}

	/**
	 * Find the question marks of a statement without values.
	 * @param text the statement
	 */
	static Parameters unbound(String text) {
		return new Parameters(positions(text), List.of());
	}

	/**
	 * Bind values to the question marks of a statement.
	 * @param text the statement
	 * @param values the values in the order of the question marks
	 * @throws SqlException 0x0236 if their numbers differ
	 */
	static Parameters bound(String text, List<Literal> values) {
		int[] positions = positions(text);
		if (values.size() != positions.length) {
			throw new SqlException(0x0236, "bind number out of range or not match");
		}
		return new Parameters(positions, values);
	}

	/**
	 * Put a number in the place of each question mark, to see whether a statement can be
	 * parsed at all.
	 * @param text the statement
	 */
	static Parameters samples(String text) {
		int[] positions = positions(text);
		return new Parameters(positions, Collections.nCopies(positions.length, Literal.IntegerLiteral.of(1)));
	}

	private static int[] positions(String text) {
		int[] found = new int[4];
		int count = 0;
		SqlScanner scanner = new SqlScanner(text);
		while (scanner.next() != SqlScanner.Kind.END) {
			if (scanner.is('?')) {
				if (count == found.length) {
					found = Arrays.copyOf(found, 2 * count);
				}
				found[count++] = scanner.start();
			}
		}
		return Arrays.copyOf(found, count);
	}

	int count() {
		return this.positions.length;
	}

	/**
	 * Return what stands for a question mark.
	 * @param position where it is
	 */
	Expression at(int position) {
		int index = Arrays.binarySearch(this.positions, position);
		return this.values.isEmpty() ? new Expression.Placeholder(index) : this.values.get(index);
	}

}
