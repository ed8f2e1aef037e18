package io.github.taosspring.client.transcript;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A statement and what a real server answered.
 *
 * @param sql the statement
 * @param reply the reply to the query
 * @param frames the replies to the fetches
 */
public record RecordedStatement(String sql, JsonNode reply, List<byte[]> frames) {

}
