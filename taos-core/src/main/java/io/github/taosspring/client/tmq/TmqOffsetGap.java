package io.github.taosspring.client.tmq;

/**
 * Entries that a group will never see: it had committed an offset that the log no longer
 * has, and goes on at the first one there is. The server says nothing about it.
 *
 * @param partition the topic and the vgroup
 * @param committed what the group had committed
 * @param begin the first offset that the log has, greater than {@code committed}
 */
public record TmqOffsetGap(TmqTopicPartition partition, long committed, long begin) {

}
