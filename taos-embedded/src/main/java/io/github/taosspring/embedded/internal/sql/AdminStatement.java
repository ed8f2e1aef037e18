package io.github.taosspring.embedded.internal.sql;

import java.util.List;

/**
 * A statement about the cluster or about objects that only a real server has: streams,
 * views, indexes, functions, nodes.
 *
 * @param kind the leading words in upper case, such as {@code CREATE STREAM},
 * {@code RESET QUERY CACHE} or {@code KILL QUERY}
 * @param arguments the rest of it, word by word as written (strings without quotes)
 */
public record AdminStatement(String kind, List<String> arguments) implements Statement {

}
