package io.github.taosspring.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names of a batch's child tables. A template's key is the name already and costs
 * nothing here; a hash is computed once for each set of tags. Not thread-safe.
 */
final class ChildTableNames {

	private static final int MAX_NAMES = 100_000;

	private final ChildTableName strategy;

	private final boolean plain;

	private final Map<Key, String> names = new HashMap<>();

	private final Key probe = new Key();

	private final KeyPart[] parts;

	/** The last row's, where they are text. */
	private final @Nullable String[] texts;

	/** The last row's, where they are whole numbers. */
	private final long[] numbers;

	private boolean remembers;

	ChildTableNames(ChildTableName strategy) {
		this.strategy = strategy;
		this.plain = strategy instanceof TemplateTableName;
		this.parts = strategy.parts().toArray(KeyPart[]::new);
		this.texts = new String[this.parts.length];
		this.numbers = new long[this.parts.length];
	}

	/**
	 * Return whether a row's child table is that of the {@linkplain #remember row before
	 * it} for certain. The row itself will not do, as whoever iterates may fill one
	 * object again and again.
	 */
	boolean repeats(Object row) {
		if (!this.remembers) {
			return false;
		}
		for (int i = 0; i < this.parts.length; i++) {
			if (!this.parts[i].repeats(row, this.texts[i], this.numbers[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Remember what tells a row's child table from others.
	 */
	void remember(Object row) {
		for (int i = 0; i < this.parts.length; i++) {
			this.texts[i] = this.parts[i].remembered(row);
			this.numbers[i] = this.parts[i].whole(row);
		}
		this.remembers = true;
	}

	/**
	 * Forget the row that was remembered.
	 */
	void forget() {
		this.remembers = false;
		Arrays.fill(this.texts, null);
	}

	/**
	 * Return how many names are kept.
	 */
	int size() {
		return this.names.size();
	}

	/**
	 * Return whether keys are names.
	 */
	boolean isPlain() {
		return this.plain;
	}

	/**
	 * Return the name of a key. A batch checks names that are new to it.
	 */
	CharSequence name(StringBuilder key, Object row) {
		if (this.plain) {
			return key;
		}
		this.probe.set(key);
		String name = this.names.get(this.probe);
		if (name == null) {
			if (this.names.size() == MAX_NAMES) {
				this.names.clear();
			}
			name = this.strategy.name(key, row);
			Key kept = new Key();
			kept.set(key.toString());
			this.names.put(kept, name);
		}
		return name;
	}

	/**
	 * Say what is wrong with the name of a key that a batch refused.
	 * @throws TaosMappingException that says which property is to blame, if one is
	 */
	void blame(StringBuilder key, Object row) {
		if (this.strategy instanceof TemplateTableName template) {
			template.check(key, row);
		}
	}

	/**
	 * Characters that equal others by what they are; the probe is no object per look-up.
	 */
	private static final class Key {

		private CharSequence text = "";

		private int hash;

		void set(CharSequence text) {
			this.text = text;
			int hash = 0;
			for (int i = 0; i < text.length(); i++) {
				hash = 31 * hash + text.charAt(i);
			}
			this.hash = hash;
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Key key && key.hash == this.hash && CharSequence.compare(key.text, this.text) == 0;
		}

	}

}
