package io.github.taosspring.listener;

/**
 * Moves where a container reads. Thread-safe: what other threads ask for is done before
 * the next poll; on a container that has no assignment then, it is dropped with a
 * warning. Committed offsets do not go back: what a seek repeats is not repeated by the
 * next start.
 */
public interface TaosSeekCallback {

	/**
	 * Read from an offset on. A message that was fetched ahead is thrown away.
	 * @param topic the topic
	 * @param vgroup the vgroup
	 * @param offset the WAL version
	 */
	void seek(String topic, int vgroup, long offset);

	/**
	 * Read from the first offset that there is.
	 * @param topic the topic
	 * @param vgroup the vgroup
	 */
	void seekToBeginning(String topic, int vgroup);

	/**
	 * Read only what comes from now on.
	 * @param topic the topic
	 * @param vgroup the vgroup
	 */
	void seekToEnd(String topic, int vgroup);

}
