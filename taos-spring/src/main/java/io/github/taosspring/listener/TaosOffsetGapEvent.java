package io.github.taosspring.listener;

/**
 * A group resumes behind what it has committed, because the WAL in between is gone
 * ({@code wal_retention_period}): its messages were lost. TDengine says nothing about it.
 *
 * @param listenerId the listener, with the number of the consumer
 * @param containerId the listener without it
 * @param groupId the consumer group
 * @param topic the topic
 * @param vgroup the vgroup
 * @param committed the offset that was committed
 * @param begin the first offset that there is
 */
public record TaosOffsetGapEvent(String listenerId, String containerId, String groupId, String topic, int vgroup,
		long committed, long begin) implements TaosListenerEvent {

}
