package io.github.taosspring.client.tmq;

/**
 * A topic that exists.
 *
 * @param name its name
 * @param database the database that it is on
 * @param sql the statement that created it
 */
public record TmqTopicInfo(String name, String database, String sql) {

}
