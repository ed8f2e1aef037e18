package io.github.taosspring.client.transcript;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;

/**
 * Turns values to the form in which the recordings state them.
 */
public final class RecordedRows {

	private RecordedRows() {
	}

	/**
	 * Return the rows of a block.
	 */
	public static List<List<@Nullable Object>> of(Block block) {
		List<List<@Nullable Object>> rows = new ArrayList<>();
		for (int row = 0; row < block.rows(); row++) {
			List<@Nullable Object> values = new ArrayList<>();
			for (int column = 0; column < block.columns().size(); column++) {
				values.add(value(block.getObject(column, row), block.precision()));
			}
			rows.add(values);
		}
		return rows;
	}

	/**
	 * Return rows as a result gives them.
	 */
	public static List<List<@Nullable Object>> of(List<List<@Nullable Object>> rows, TaosPrecision precision) {
		List<List<@Nullable Object>> converted = new ArrayList<>();
		for (List<@Nullable Object> row : rows) {
			List<@Nullable Object> values = new ArrayList<>();
			for (Object value : row) {
				values.add(value(value, precision));
			}
			converted.add(values);
		}
		return converted;
	}

	private static @Nullable Object value(@Nullable Object value, TaosPrecision precision) {
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof BigInteger) {
			return value.toString();
		}
		if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
			return ((Number) value).longValue();
		}
		if (value instanceof Float single && Float.isInfinite(single)) {
			return value.toString();
		}
		if (value instanceof Double number && Double.isInfinite(number)) {
			return value.toString();
		}
		if (value instanceof Instant instant) {
			return precision.fromInstant(instant);
		}
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		return value;
	}

	/**
	 * Return the recorded rows with their numbers as the columns' types make them.
	 */
	public static List<List<@Nullable Object>> expected(JsonNode rows, List<TaosColumn> columns) {
		List<List<@Nullable Object>> converted = new ArrayList<>();
		for (JsonNode row : rows) {
			List<@Nullable Object> values = new ArrayList<>();
			for (int i = 0; i < columns.size(); i++) {
				values.add(expected(row.get(i), columns.get(i)));
			}
			converted.add(values);
		}
		return converted;
	}

	private static @Nullable Object expected(JsonNode value, TaosColumn column) {
		if (value.isNull()) {
			return null;
		}
		if (value.isString()) {
			return value.asString();
		}
		return switch (column.type()) {
			case BOOL -> value.booleanValue();
			case FLOAT -> value.floatValue();
			case DOUBLE -> value.doubleValue();
			default -> value.longValue();
		};
	}

}
