package io.github.taosspring.embedded.internal.file;

/**
 * What a log is read into. Whatever it throws makes the record a damaged one.
 */
interface LogReplay {

	/**
	 * Begin from a checkpoint; not called if there is none.
	 * @param header behind what all files have in common
	 */
	void begin(RecordInput header);

	/**
	 * Take a record of the checkpoint.
	 */
	void checkpoint(RecordInput record);

	/**
	 * Take a record of the log.
	 */
	void log(RecordInput record);

	/**
	 * Take note that there is a newer checkpoint of what was read so far.
	 * @param number its number
	 */
	void passed(int number);

}
