package io.github.taosspring.mapping;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;

/**
 * Converts a value of a column to a Java type without loss: numbers, text of numbers and
 * times by rules of its own ({@link NumberConversions}, {@link TimeConversions}), all
 * else through a {@link ConversionService}.
 * <p>
 * Numbers never go through the service, whose converters cut fractions off. A service
 * that turns a value into {@code null} (an empty text into a number, say) counts as
 * failed.
 */
final class ValueConverter {

	private final ConversionService service;

	private final ZoneId zone;

	private final @Nullable JsonConverter json;

	ValueConverter(ConversionService service, ZoneId zone, @Nullable JsonConverter json) {
		this.service = service;
		this.zone = zone;
		this.json = json;
	}

	/**
	 * Convert the document of a JSON tag.
	 * @param document the document
	 * @param target the type wanted, no text
	 * @return the object
	 * @throws RuntimeException if that is not possible; the caller adds where
	 */
	Object fromJson(String document, TypeDescriptor target) {
		return requiredJson().fromJson(document, target);
	}

	/**
	 * Return what converts JSON.
	 * @return the converter
	 * @throws IllegalStateException if there is none
	 */
	JsonConverter requiredJson() {
		if (this.json == null) {
			throw new IllegalStateException(
					"JSON becomes objects by Jackson 3; add tools.jackson.core:jackson-databind");
		}
		return this.json;
	}

	/**
	 * Convert a value.
	 * @param value a value as {@code Block.getObject} gives it
	 * @param target the type wanted
	 * @return the converted value
	 * @throws RuntimeException if that is not possible or would lose something; the
	 * message says why, the caller adds where
	 */
	Object convert(Object value, TypeDescriptor target) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.getType());
		if (type.isInstance(value)) {
			return value;
		}
		Object converted = null;
		if (NumberConversions.supports(type)) {
			converted = NumberConversions.convert(value, type);
		}
		else if (TimeConversions.supports(value, type)) {
			converted = TimeConversions.convert(value, type, this.zone);
		}
		if (converted == null) {
			converted = convertByService(value, target);
		}
		return converted;
	}

	private Object convertByService(Object value, TypeDescriptor target) {
		TypeDescriptor source = TypeDescriptor.valueOf(value.getClass());
		// the service would split a text at its commas
		boolean several = target.isArray() || target.isCollection() || target.isMap();
		if (several || !this.service.canConvert(source, target)) {
			throw new IllegalArgumentException(
					"there is no conversion from " + value.getClass().getName() + " to " + target.getType().getName());
		}
		@Nullable Object converted = this.service.convert(value, source, target);
		if (converted == null) {
			throw new IllegalArgumentException("the conversion service turned it into null");
		}
		return converted;
	}

}
