package io.github.taosspring.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.convert.TypeDescriptor;

/**
 * {@link JsonConverter} by Jackson 3. The entries of maps are written in the order of
 * their keys, so that equal tags are equal texts.
 */
public final class JacksonJsonConverter implements JsonConverter {

	private final JsonMapper mapper;

	/**
	 * Create a converter.
	 * @param mapper the mapper to write and read with
	 */
	public JacksonJsonConverter(JsonMapper mapper) {
		this.mapper = mapper.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
	}

	@Override
	public String toJson(Object value) {
		return this.mapper.writeValueAsString(value);
	}

	@Override
	public Object fromJson(String json, TypeDescriptor type) {
		@Nullable Object value = this.mapper.readValue(json, this.mapper.constructType(type.getResolvableType().getType()));
		if (value == null) {
			throw new IllegalArgumentException("the document is null");
		}
		return value;
	}

}
