package io.github.taosspring.embedded.internal.tmq;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Tags as TDengine's servers keep them ({@code STag} in {@code tdataformat.c} of TDengine
 * 3.3.7): messages of subscriptions carry them so.
 */
final class TagBytes {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int FLAG_JSON = 0x40;

	private static final int FLAG_LARGE = 0x20;

	private static final int VERSION = 1;

	/** The bytes up to which the positions of values take one byte each. */
	private static final int SMALL = 127;

	private TagBytes() {
	}

	/**
	 * Encode the tags of a table.
	 * @param schema its schema
	 * @param tags the values by slot
	 */
	static byte[] of(TableSchema schema, @Nullable Object[] tags) {
		List<byte[]> values = new ArrayList<>();
		for (SchemaColumn tag : schema.tags()) {
			Object value = value(tags, tag);
			if (tag.type().type() == TaosType.JSON) {
				return json((byte[]) value);
			}
			if (value != null) {
				int id = schema.columns().size() + tag.slot() + 1;
				RawBytes bytes = new RawBytes().putVarint(id << 1).put(tag.type().type().code());
				values.add(put(bytes, value, tag.type()).toArray());
			}
		}
		return assemble(0, values);
	}

	/**
	 * Return the value of a tag.
	 * @param tags the values by slot
	 * @param tag the tag
	 */
	static @Nullable Object value(@Nullable Object[] tags, SchemaColumn tag) {
		return (tag.slot() < tags.length) ? tags[tag.slot()] : null;
	}

	/**
	 * Encode the value of a JSON tag.
	 * @param document the document as text, {@code null} for NULL
	 */
	static byte[] json(byte @Nullable [] document) {
		List<byte[]> values = new ArrayList<>();
		if (document != null) {
			try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
				parser.nextToken();
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					RawBytes bytes = new RawBytes().putText(parser.currentName());
					JsonToken token = parser.nextToken();
					values.add(putJson(bytes, parser, token).toArray());
				}
			}
		}
		return assemble(FLAG_JSON, values);
	}

	private static RawBytes putJson(RawBytes bytes, JsonParser parser, JsonToken token) {
		return switch (token) {
			case VALUE_STRING -> bytes.put(TaosType.NCHAR.code()).putBinary(ucs4(parser.getString()));
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
				bytes.put(TaosType.DOUBLE.code()).putLong(Double.doubleToLongBits(parser.getDoubleValue()));
			case VALUE_TRUE, VALUE_FALSE ->
				bytes.put(TaosType.BOOL.code()).put((token == JsonToken.VALUE_TRUE) ? 1 : 0);
			default -> bytes.put(TaosType.NULL.code());
		};
	}

	private static RawBytes put(RawBytes bytes, Object value, ColumnType type) {
		if (value instanceof byte[] text) {
			return bytes
				.putBinary((type.type() == TaosType.NCHAR) ? ucs4(new String(text, StandardCharsets.UTF_8)) : text);
		}
		if (type.type() == TaosType.FLOAT) {
			return bytes.putInt(Float.floatToIntBits(((Number) value).floatValue()));
		}
		if (type.type() == TaosType.DOUBLE) {
			return bytes.putLong(Double.doubleToLongBits(((Number) value).doubleValue()));
		}
		long number = ((Number) value).longValue();
		return switch (type.type().width()) {
			case Byte.BYTES -> bytes.put((int) number);
			case Short.BYTES -> bytes.putShort((int) number);
			case Integer.BYTES -> bytes.putInt((int) number);
			default -> bytes.putLong(number);
		};
	}

	private static byte[] ucs4(String text) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
		text.codePoints().forEach(bytes::putInt);
		byte[] result = new byte[bytes.position()];
		bytes.flip().get(result);
		return result;
	}

	private static byte[] assemble(int flags, List<byte[]> values) {
		int length = values.stream().mapToInt((value) -> value.length).sum();
		boolean large = length > SMALL;
		int head = 9 + values.size() * (large ? Short.BYTES : Byte.BYTES);
		RawBytes bytes = new RawBytes().put(large ? flags | FLAG_LARGE : flags).putShort(head + length);
		bytes.putShort(values.size()).putInt(VERSION);
		int position = 0;
		for (byte[] value : values) {
			if (large) {
				bytes.putShort(position);
			}
			else {
				bytes.put(position);
			}
			position += value.length;
		}
		values.forEach(bytes::put);
		return bytes.toArray();
	}

}
