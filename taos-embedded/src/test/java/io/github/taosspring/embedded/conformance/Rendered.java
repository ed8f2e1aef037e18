package io.github.taosspring.embedded.conformance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.wire.RawBlock;
import org.jspecify.annotations.Nullable;

/**
 * What came over WebSocket in the form REST would give it, built without the server's own
 * renderer.
 */
final class Rendered {

	private static final DateTimeFormatter[] TIMESTAMPS = { DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX"),
			DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX"),
			DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX") };

	private Rendered() {
	}

	static Map<String, @Nullable Object> error(int code, String text) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("code", BigDecimal.valueOf(code));
		answer.put("desc", text);
		return answer;
	}

	static Map<String, @Nullable Object> update(@Nullable BigDecimal affected) {
		return answer(List.of(List.of("affected_rows", "INT", BigDecimal.valueOf(4))),
				List.of(List.of((affected != null) ? affected : BigDecimal.ZERO)));
	}

	static Map<String, @Nullable Object> rows(List<TaosColumn> columns, TaosPrecision precision,
			List<ByteBuffer> blocks) {
		List<@Nullable Object> meta = new ArrayList<>();
		for (TaosColumn column : columns) {
			String type = column.type().sqlName();
			if (column.type().isDecimal()) {
				type += "(" + column.precision() + "," + column.scale() + ")";
			}
			meta.add(List.of(column.name(), type, BigDecimal.valueOf(column.length())));
		}
		List<@Nullable Object> rows = new ArrayList<>();
		for (ByteBuffer bytes : blocks) {
			Block block = RawBlock.read(bytes, columns, precision);
			for (int row = 0; row < block.rows(); row++) {
				List<@Nullable Object> values = new ArrayList<>();
				for (int i = 0; i < columns.size(); i++) {
					values.add(value(block.getObject(i, row), columns.get(i), precision));
				}
				rows.add(values);
			}
		}
		return answer(meta, rows);
	}

	private static Map<String, @Nullable Object> answer(List<?> meta, List<?> rows) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("code", BigDecimal.ZERO);
		answer.put("column_meta", meta);
		answer.put("data", rows);
		return answer;
	}

	private static @Nullable Object value(@Nullable Object value, TaosColumn column, TaosPrecision precision) {
		if (value == null || value instanceof Boolean) {
			return value;
		}
		return switch (column.type()) {
			case TIMESTAMP -> TIMESTAMPS[precision.code()].format(((Instant) value).atOffset(ZoneOffset.UTC));
			case DECIMAL, DECIMAL64 -> ((BigDecimal) value).toPlainString();
			case JSON -> JsonTree.parse((String) value);
			case VARBINARY, GEOMETRY, BLOB -> HexFormat.of().formatHex((byte[]) value);
			case FLOAT, DOUBLE -> number(((Number) value).doubleValue(), value);
			default -> (value instanceof String) ? value
					: (value instanceof BigInteger big) ? new BigDecimal(big) : new BigDecimal(value.toString());
		};
	}

	/** NaN and infinities are null in REST. */
	private static @Nullable Object number(double number, Object value) {
		return (Double.isNaN(number) || Double.isInfinite(number)) ? null : new BigDecimal(value.toString());
	}

}
