package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.fault.Injection;
import io.github.taosspring.embedded.internal.insert.StatementField;

/**
 * What a message is answered with: a text frame, a binary frame, or nothing.
 *
 * @param text the text, {@code null} for none
 * @param binary the binary, {@code null} for none
 * @param injection what goes wrong with it, {@code null} for nothing
 */
record WsReply(@Nullable String text, @Nullable ByteBuffer binary, @Nullable Injection injection) {

	/** No answer at all, as {@code free_result} has it. */
	static final WsReply NONE = new WsReply(null, null, null);

	/**
	 * Return this reply with faults.
	 * @param faults what goes wrong, {@code null} for nothing
	 */
	WsReply with(@Nullable Injection faults) {
		return (faults != null) ? new WsReply(this.text, this.binary, faults) : this;
	}

	/**
	 * Return this reply with no more than its first bytes.
	 */
	WsReply truncated(int bytes) {
		if (this.binary != null && this.binary.remaining() > bytes) {
			return binary(this.binary.slice(this.binary.position(), bytes));
		}
		if (this.text != null && this.text.length() > bytes) {
			return new WsReply(this.text.substring(0, bytes), null, null);
		}
		return this;
	}

	static WsReply binary(ByteBuffer frame) {
		return new WsReply(null, frame, null);
	}

	/**
	 * Builds text replies, which all begin with the same members
	 * ({@code controller/ws/ws/resp.go} of taosAdapter).
	 */
	static final class Builder {

		private final JsonBuffer json = new JsonBuffer(256);

		private final boolean scales;

		private Builder(WsCall call, int code, String message) {
			this.scales = call.scales();
			this.json.ascii("{\"code\":").number(code).ascii(",\"message\":").string(message);
			this.json.ascii(",\"action\":").string(call.action()).ascii(",\"req_id\":").unsigned(call.reqId());
			this.json.ascii(",\"timing\":").number(call.elapsed());
		}

		static Builder success(WsCall call) {
			return new Builder(call, 0, "");
		}

		static Builder error(WsCall call, int code, String message) {
			return new Builder(call, code, message);
		}

		Builder with(String name, String value) {
			name(name).string(value);
			return this;
		}

		Builder with(String name, long value) {
			name(name).number(value);
			return this;
		}

		Builder withUnsigned(String name, long bits) {
			name(name).unsigned(bits);
			return this;
		}

		Builder with(String name, boolean value) {
			name(name).ascii(value ? "true" : "false");
			return this;
		}

		Builder withNull(String name) {
			name(name).ascii("null");
			return this;
		}

		Builder with(String name, int[] values) {
			name(name).put('[');
			for (int i = 0; i < values.length; i++) {
				if (i > 0) {
					this.json.put(',');
				}
				this.json.number(values[i]);
			}
			this.json.put(']');
			return this;
		}

		/**
		 * Add what a query is answered with.
		 */
		Builder withColumns(List<TaosColumn> columns, TaosPrecision precision) {
			return withColumns(columns, precision, TaosColumn::length);
		}

		/**
		 * Add the same members as a prepared statement has them: with the widths of the
		 * schema.
		 */
		Builder withStatementColumns(List<TaosColumn> columns, TaosPrecision precision) {
			return withColumns(columns, precision, (column) -> StatementField.bytes(column.type(), column.length()));
		}

		private Builder withColumns(List<TaosColumn> columns, TaosPrecision precision,
				ToLongFunction<TaosColumn> length) {
			with("fields_count", columns.size());
			name("fields_names").put('[');
			for (int i = 0; i < columns.size(); i++) {
				if (i > 0) {
					this.json.put(',');
				}
				this.json.string(columns.get(i).name());
			}
			this.json.put(']');
			with("fields_types", numbers(columns, (column) -> column.type().code()));
			with("fields_lengths", numbers(columns, length));
			with("precision", precision.code());
			if (!this.scales) {
				return this;
			}
			with("fields_precisions", numbers(columns, TaosColumn::precision));
			return with("fields_scales", numbers(columns, TaosColumn::scale));
		}

		/**
		 * Add the same members for a statement without rows.
		 */
		Builder withoutColumns() {
			with("fields_count", 0);
			withNull("fields_names").withNull("fields_types").withNull("fields_lengths");
			with("precision", 0);
			return !this.scales ? this : withNull("fields_precisions").withNull("fields_scales");
		}

		/**
		 * Add the same members for a result without columns.
		 */
		Builder withNoColumns() {
			return withColumns(List.of(), TaosPrecision.MILLISECOND);
		}

		/**
		 * Add what the question marks of an insert stand for.
		 * @param kinds whether to say which kind each of them is
		 */
		Builder withFields(List<StatementField> fields, boolean kinds) {
			name("fields").put('[');
			for (int i = 0; i < fields.size(); i++) {
				StatementField field = fields.get(i);
				this.json.ascii((i > 0) ? ",{\"name\":" : "{\"name\":").string(field.name());
				this.json.ascii(",\"field_type\":").number(field.type().type().code());
				this.json.ascii(",\"precision\":").number(field.precision().code()).ascii(",\"scale\":0");
				this.json.ascii(",\"bytes\":").number(field.bytes());
				if (kinds) {
					this.json.ascii(",\"bind_type\":").number(field.kind().code());
				}
				this.json.put('}');
			}
			this.json.put(']');
			return this;
		}

		/**
		 * Add numbers.
		 */
		Builder with(String name, List<Long> values) {
			name(name).put('[');
			for (int i = 0; i < values.size(); i++) {
				if (i > 0) {
					this.json.put(',');
				}
				this.json.number(values.get(i));
			}
			this.json.put(']');
			return this;
		}

		/**
		 * Add strings.
		 */
		Builder withStrings(String name, List<String> values) {
			name(name).put('[');
			for (int i = 0; i < values.size(); i++) {
				if (i > 0) {
					this.json.put(',');
				}
				this.json.string(values.get(i));
			}
			this.json.put(']');
			return this;
		}

		/**
		 * Add what is JSON already.
		 */
		Builder withJson(String name, String document) {
			name(name).raw(document.getBytes(StandardCharsets.UTF_8));
			return this;
		}

		/**
		 * Add the columns of a subscription's rows, which have neither precisions nor
		 * scales.
		 */
		Builder withPlainColumns(List<TaosColumn> columns, TaosPrecision precision) {
			with("fields_count", columns.size());
			withStrings("fields_names", columns.stream().map(TaosColumn::name).toList());
			with("fields_types", numbers(columns, (column) -> column.type().code()));
			with("fields_lengths", numbers(columns, TaosColumn::length));
			return with("precision", precision.code());
		}

		private static int[] numbers(List<TaosColumn> columns, ToLongFunction<TaosColumn> property) {
			return columns.stream().mapToLong(property).mapToInt(Math::toIntExact).toArray();
		}

		private JsonBuffer name(String name) {
			return this.json.put(',').put('"').ascii(name).ascii("\":");
		}

		WsReply build() {
			return new WsReply(this.json.put('}').toString(), null, null);
		}

	}

}
