package io.github.taosspring.embedded.internal.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A text request on a WebSocket: {@code {"action":…,"args":{…}}}
 * ({@code controller/ws/ws/handler.go} of taosAdapter).
 *
 * @param action the action, empty if there is none
 * @param hasArguments whether there is an {@code args} member
 * @param arguments the value of {@code args}: a map, or anything else that JSON has
 */
record WsRequest(String action, boolean hasArguments, @Nullable Object arguments) {

	private static final JsonFactory FACTORY = new JsonFactory();

	/**
	 * Read a request.
	 * @param text the message
	 * @return the request
	 * @throws MalformedException if it is not JSON or not an object with an action that
	 * is a string
	 */
	static WsRequest parse(String text) throws MalformedException {
		Object document;
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			parser.nextToken();
			document = value(parser);
			if (parser.nextToken() != null) {
				throw new MalformedException();
			}
		}
		catch (JacksonException ex) {
			throw new MalformedException();
		}
		if (document == null) {
			return new WsRequest("", false, null);
		}
		if (!(document instanceof Map<?, ?> members)) {
			throw new MalformedException();
		}
		Object action = members.get("action");
		if (action == null) {
			action = "";
		}
		if (!(action instanceof String name)) {
			throw new MalformedException();
		}
		return new WsRequest(name, members.containsKey("args"), members.get("args"));
	}

	private static @Nullable Object value(JsonParser parser) throws MalformedException {
		JsonToken token = parser.currentToken();
		if (token == null) {
			throw new MalformedException();
		}
		return switch (token) {
			case START_OBJECT -> object(parser);
			case START_ARRAY -> array(parser);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> throw new MalformedException();
		};
	}

	private static Map<String, @Nullable Object> object(JsonParser parser) throws MalformedException {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			parser.nextToken();
			members.put(name, value(parser));
		}
		return members;
	}

	private static List<@Nullable Object> array(JsonParser parser) throws MalformedException {
		List<@Nullable Object> elements = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			elements.add(value(parser));
		}
		return elements;
	}

	/**
	 * Return the request id whatever else is wrong with the request.
	 * @return 64 unsigned bits, 0 if there is none
	 */
	long reqId() {
		Object id = (this.arguments instanceof Map<?, ?> members) ? members.get("req_id") : null;
		if (id instanceof Number number) {
			BigInteger integer = (number instanceof BigInteger big) ? big : BigInteger.valueOf(number.longValue());
			return (integer.signum() < 0 || integer.bitLength() > Long.SIZE) ? 0 : integer.longValue();
		}
		return 0;
	}

	/**
	 * Return an argument whatever else is wrong with the request.
	 * @return the text, {@code null} if there is none
	 */
	@Nullable String text(String name) {
		return (this.arguments instanceof Map<?, ?> members && members.get(name) instanceof String text) ? text : null;
	}

	/**
	 * Return the typed arguments.
	 * @return the arguments
	 * @throws MalformedException if there are none or they are not an object
	 */
	WsArguments typedArguments() throws MalformedException {
		if (!this.hasArguments) {
			throw new MalformedException();
		}
		if (this.arguments == null) {
			return new WsArguments(Map.of());
		}
		if (this.arguments instanceof Map<?, ?> members) {
			return new WsArguments(members);
		}
		throw new MalformedException();
	}

	/**
	 * The request isn't what its action needs. Carries no stack: it is an answer.
	 */
	static final class MalformedException extends Exception {

		private static final long serialVersionUID = 1L;

		MalformedException() {
			super("malformed request", null, false, false);
		}

	}

}
