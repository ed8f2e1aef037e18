package io.github.taosspring.listener.adapter;

/**
 * What a listener's method takes of a message.
 */
enum PayloadKind {

	/** Each row. */
	ROW,

	/** The rows together. */
	ROWS,

	/** Each block. */
	BLOCK,

	/** The blocks together. */
	BLOCKS,

	/** The message. */
	MESSAGE,

	/** Each change of a table. */
	META,

	/** The changes of tables together. */
	METAS;

	boolean isOfRows() {
		return this == ROW || this == ROWS;
	}

	boolean isOfBlocks() {
		return this == BLOCK || this == BLOCKS;
	}

	boolean isOfMetas() {
		return this == META || this == METAS;
	}

	/**
	 * Return whether the method is called for each of several elements of a message.
	 */
	boolean isSingle() {
		return this == ROW || this == BLOCK || this == META;
	}

	boolean isList() {
		return this == ROWS || this == BLOCKS || this == METAS;
	}

}
