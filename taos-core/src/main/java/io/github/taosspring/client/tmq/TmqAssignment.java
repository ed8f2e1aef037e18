package io.github.taosspring.client.tmq;

/**
 * A vgroup that is assigned to a consumer, and its offsets, which count the entries of
 * the vgroup's write-ahead log.
 *
 * @param topic the topic's name
 * @param vgroup the id of the vgroup
 * @param begin the first offset that the log still has
 * @param end the offset behind the last one that the log has
 * @param current the offset from which the server reads on; it may be one message ahead
 * of what {@link TmqConsumer#poll} has returned
 */
public record TmqAssignment(String topic, int vgroup, long begin, long end, long current) {

	/**
	 * Return what this is about.
	 * @return the topic and the vgroup
	 */
	public TmqTopicPartition partition() {
		return new TmqTopicPartition(this.topic, this.vgroup);
	}

}
