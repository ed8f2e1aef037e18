package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * {@code FILL(mode, values)}.
 *
 * @param mode the mode
 * @param values the values of {@link Mode#VALUE} and {@link Mode#VALUE_FORCED}, empty for
 * others
 */
public record Fill(Mode mode, List<Expression> values) {

	/** Ways to fill. */
	public enum Mode {

		/** Not at all. */
		NONE,

		/** With NULL where a range has data. */
		NULL,

		/** With NULL always ({@code NULL_F}). */
		NULL_FORCED,

		/** With constants where a range has data. */
		VALUE,

		/** With constants always ({@code VALUE_F}). */
		VALUE_FORCED,

		/** On a straight line between neighbours. */
		LINEAR,

		/** With the value before. */
		PREV,

		/** With the value after. */
		NEXT,

		/** With the nearest value. */
		NEAR

	}

}
