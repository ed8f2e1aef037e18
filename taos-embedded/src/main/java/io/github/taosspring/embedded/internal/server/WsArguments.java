package io.github.taosspring.embedded.internal.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;

/**
 * The arguments of an action, read with the types Go's decoder insists on: a member that
 * is missing or {@code null} is the type's zero, one of another type makes the request
 * malformed, an unknown one is ignored.
 */
final class WsArguments {

	private final Map<?, ?> members;

	WsArguments(Map<?, ?> members) {
		this.members = members;
	}

	/**
	 * Return a string.
	 * @return the value, {@code null} if it is missing or {@code null}
	 */
	@Nullable String string(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw new MalformedException();
	}

	/**
	 * Return a string.
	 * @return the value, empty if it is missing or {@code null}
	 */
	String stringOrEmpty(String name) throws MalformedException {
		String value = string(name);
		return (value != null) ? value : "";
	}

	/**
	 * Return 64 unsigned bits.
	 */
	long unsigned(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null) {
			return 0;
		}
		if (value instanceof Integer || value instanceof Long) {
			long number = ((Number) value).longValue();
			if (number >= 0) {
				return number;
			}
		}
		if (value instanceof BigInteger number && number.signum() >= 0 && number.bitLength() <= Long.SIZE) {
			return number.longValue();
		}
		throw new MalformedException();
	}

	/**
	 * Return an integer.
	 * @return the value, {@code null} if it is missing or {@code null}
	 */
	@Nullable Integer integer(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null || value instanceof Integer) {
			return (Integer) value;
		}
		throw new MalformedException();
	}

	/**
	 * Return a signed number of 64 bits.
	 * @return the value, 0 if it is missing or {@code null}
	 */
	long signed(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null) {
			return 0;
		}
		if (value instanceof Integer || value instanceof Long) {
			return ((Number) value).longValue();
		}
		throw new MalformedException();
	}

	/**
	 * Return a list of strings.
	 * @return the strings, none if the list is missing or {@code null}
	 */
	List<String> strings(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null) {
			return List.of();
		}
		if (!(value instanceof List<?> elements)) {
			throw new MalformedException();
		}
		List<String> strings = new ArrayList<>();
		for (Object element : elements) {
			if (!(element instanceof String string)) {
				throw new MalformedException();
			}
			strings.add(string);
		}
		return strings;
	}

	/**
	 * Return an object whose members are strings.
	 * @return the members in their order, none if the object is missing or {@code null}
	 */
	Map<String, String> stringMap(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null) {
			return Map.of();
		}
		if (!(value instanceof Map<?, ?> object)) {
			throw new MalformedException();
		}
		Map<String, String> strings = new LinkedHashMap<>();
		for (Map.Entry<?, ?> member : object.entrySet()) {
			if (!(member.getValue() instanceof String string)) {
				throw new MalformedException();
			}
			strings.put((String) member.getKey(), string);
		}
		return strings;
	}

	/**
	 * Return a member as JSON has it.
	 * @return the value, {@code null} if it is missing or {@code null}
	 */
	@Nullable Object value(String name) {
		return this.members.get(name);
	}

	/**
	 * Return a truth value.
	 * @return the value, {@code false} if it is missing or {@code null}
	 */
	boolean flag(String name) throws MalformedException {
		Object value = this.members.get(name);
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		throw new MalformedException();
	}

	/**
	 * Return a list of objects.
	 * @return the objects' members, none if the list is missing or {@code null}
	 */
	List<WsArguments> objects(String name) throws MalformedException {
		Object value = this.members.get(name);
		List<WsArguments> objects = new ArrayList<>();
		if (value == null) {
			return objects;
		}
		if (!(value instanceof List<?> elements)) {
			throw new MalformedException();
		}
		for (Object element : elements) {
			if (!(element instanceof Map<?, ?> object)) {
				throw new MalformedException();
			}
			objects.add(new WsArguments(object));
		}
		return objects;
	}

}
