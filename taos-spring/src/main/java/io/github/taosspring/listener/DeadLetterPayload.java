package io.github.taosspring.listener;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.Row;
import io.github.taosspring.client.tmq.TmqMeta;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What of a message goes into a dead letter, as JSON, in parts that fit into a cell.
 */
final class DeadLetterPayload {

	private static final JsonFactory JSON = new JsonFactory();

	private DeadLetterPayload() {
	}

	static String row(Row row) {
		StringWriter out = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartObject();
			for (Map.Entry<String, @Nullable Object> entry : row.toMap().entrySet()) {
				json.writeName(entry.getKey());
				write(json, entry.getValue());
			}
			json.writeEndObject();
		}
		return out.toString();
	}

	static String changes(List<TmqMeta> metas) {
		StringWriter out = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
			json.writeStartArray();
			metas.forEach((meta) -> json.writeString(meta.toString()));
			json.writeEndArray();
		}
		return out.toString();
	}

	private static void write(JsonGenerator json, @Nullable Object value) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof Boolean bool) {
			json.writeBoolean(bool);
		}
		else if (value instanceof BigDecimal decimal) {
			json.writeNumber(decimal);
		}
		else if (value instanceof BigInteger integer) {
			json.writeNumber(integer);
		}
		else if (value instanceof Float number) {
			json.writeNumber(number);
		}
		else if (value instanceof Double number) {
			json.writeNumber(number);
		}
		else if (value instanceof Number number) {
			json.writeNumber(number.longValue());
		}
		else if (value instanceof byte[] bytes) {
			json.writeBinary(bytes);
		}
		else {
			json.writeString(value.toString());
		}
	}

	/**
	 * Return the class and message of an exception and of its causes.
	 */
	static String describe(Throwable error) {
		StringBuilder text = new StringBuilder(error.toString());
		Throwable cause = error.getCause();
		while (cause != null && text.length() < DeadLetter.ERROR_BYTES) {
			text.append("; caused by ").append(cause);
			cause = cause.getCause();
		}
		return text.toString();
	}

	/**
	 * Cut a text into parts.
	 * @param text the text
	 * @param bytes the most bytes of UTF-8 that each may have
	 * @return the parts, one or more; no character is torn
	 */
	static List<String> parts(String text, int bytes) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		int size = 0;
		for (int i = 0; i < text.length();) {
			int point = text.codePointAt(i);
			int width = (point < 0x80) ? 1 : (point < 0x800) ? 2 : (point < 0x10000) ? 3 : 4;
			if (size + width > bytes) {
				parts.add(text.substring(begin, i));
				begin = i;
				size = 0;
			}
			size += width;
			i += Character.charCount(point);
		}
		parts.add(text.substring(begin));
		return parts;
	}

}
