package io.github.taosspring.client.spi;

import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.RawBlock;

/**
 * A result that the server holds. Its user sees to it that there is never more than one
 * fetch under way, and none when it is freed.
 */
public interface RemoteResult {

	/**
	 * Return the columns.
	 * @return the columns in order
	 */
	List<TaosColumn> columns();

	/**
	 * Return the unit of the timestamps.
	 * @return the precision
	 */
	TaosPrecision precision();

	/**
	 * Ask for the next block and return at once.
	 * @param listener told exactly once, on the connection's thread or, if the connection
	 * is gone, within this call
	 */
	void fetch(FetchListener listener);

	/**
	 * Let the server forget the result, without waiting. Does nothing if the connection
	 * is gone. Not to be called after the end of the rows or an error of the server, when
	 * the server has freed the result itself.
	 */
	void free();

	/**
	 * Give up the fetch that is under way, because nobody wants its answer any more: a
	 * protocol that can ends it. The listener is told of an answer or an error all the
	 * same. Must not block.
	 */
	default void cancelFetch() {
	}

	/**
	 * Takes the answer to a fetch. Must not block.
	 */
	interface FetchListener {

		/**
		 * A block has come.
		 * @param block the block, to be released by the listener
		 */
		void onBlock(RawBlock block);

		/**
		 * There are no more rows.
		 */
		void onEnd();

		/**
		 * The fetch failed.
		 * @param error why
		 * @param held whether the server may still hold the result
		 */
		void onError(TaosException error, boolean held);

	}

}
