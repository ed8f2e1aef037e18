package io.github.taosspring.mapping;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Appends a property's value as text to a child table's name or key. Text and whole
 * numbers cost no object.
 */
final class KeyPart {

	private final EntityProperty property;

	private final @Nullable ToLongFunction<Object> number;

	private final Function<Object, @Nullable Object> reference;

	private final @Nullable JsonConverter json;

	KeyPart(EntityProperty property) {
		this(property, null);
	}

	/**
	 * Create a part.
	 * @param property the property
	 * @param json makes the text of objects, {@code null} if there are none
	 */
	KeyPart(EntityProperty property, @Nullable JsonConverter json) {
		this.property = property;
		this.json = json;
		Method getter = property.getter();
		Class<?> type = getter.getReturnType();
		boolean whole = type == byte.class || type == short.class || type == int.class || type == long.class;
		this.number = whole ? Accessors.ofLong(getter) : null;
		this.reference = Accessors.ofObject(getter);
	}

	EntityProperty property() {
		return this.property;
	}

	/**
	 * Return whether values of the type read well and without doubt in a name.
	 */
	boolean suitsNames() {
		Class<?> type = ColumnTypes.valueType(this.property.type());
		return CharSequence.class.isAssignableFrom(type) || Enum.class.isAssignableFrom(type) || type == Byte.class
				|| type == Short.class || type == Integer.class || type == Long.class || type == BigInteger.class
				|| type == Boolean.class || type == Character.class || type == UUID.class;
	}

	/**
	 * Append the value's text.
	 * @return whether there is a value
	 */
	boolean append(Object row, StringBuilder target) {
		if (this.number != null) {
			target.append(this.number.applyAsLong(row));
			return true;
		}
		Object value = value(row);
		if (value == null) {
			return false;
		}
		if (value instanceof CharSequence text) {
			target.append(text);
		}
		else if (value instanceof Enum<?> constant) {
			target.append(constant.name());
		}
		else if (value instanceof byte[] bytes) {
			target.append(HexFormat.of().formatHex(bytes));
		}
		else if (this.json != null) {
			target.append(this.json.toJson(value));
		}
		else {
			target.append(value);
		}
		return true;
	}

	/**
	 * Return what a later row can be compared with.
	 * @return a value that does not change, {@code null} if there is none
	 */
	@Nullable String remembered(Object row) {
		return (this.number == null && value(row) instanceof String text) ? text : null;
	}

	/**
	 * Return whether a row's text is that of a row before it; costs no object.
	 * @param text what {@link #remembered} returned for that row
	 * @param whole what {@link #whole} returned for it
	 */
	boolean repeats(Object row, @Nullable String text, long whole) {
		if (this.number != null) {
			return this.number.applyAsLong(row) == whole;
		}
		return text != null && text.equals(value(row));
	}

	/**
	 * Return the value if it is a whole number.
	 */
	long whole(Object row) {
		return (this.number != null) ? this.number.applyAsLong(row) : 0;
	}

	private @Nullable Object value(Object row) {
		Object value = this.reference.apply(row);
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

}
