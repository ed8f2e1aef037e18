package io.github.taosspring.client.tmq;

/**
 * One topic's part of a vgroup: what has an order, an offset and one consumer of a group.
 *
 * @param topic the topic's name
 * @param vgroup the id of the vgroup
 */
public record TmqTopicPartition(String topic, int vgroup) {

	@Override
	public String toString() {
		return this.topic + "/" + this.vgroup;
	}

}
