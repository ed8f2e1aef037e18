package io.github.taosspring.client.spi;

import java.util.Collection;

import io.github.taosspring.client.tmq.TmqOptions;

/**
 * What to subscribe to.
 *
 * @param connection where and as whom
 * @param consumer how it is consumed; has a group
 * @param topics the topics, at least one
 */
public record ConsumeRequest(ConnectRequest connection, TmqOptions consumer, Collection<String> topics) {

}
