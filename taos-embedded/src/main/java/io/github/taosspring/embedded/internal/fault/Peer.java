package io.github.taosspring.embedded.internal.fault;

/**
 * Where requests come from.
 *
 * @param connection the address and port of the client
 * @param path the path they came by, without a query string
 */
public record Peer(String connection, String path) {

}
