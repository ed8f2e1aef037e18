package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchColumn;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;
import io.github.taosspring.client.transcript.BindRecording;
import io.github.taosspring.client.transcript.BindRecording.Bind;
import io.github.taosspring.client.transcript.BindRecording.Values;
import io.github.taosspring.client.wire.BindColumn;
import io.github.taosspring.client.wire.BindFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a batch is laid out byte for byte as in the binds that a real server took.
 */
class RecordedBindTests {

	/**
	 * Decimals with lengths, which we send without; binds that are wrong on purpose and
	 * that a batch refuses to hold.
	 */
	private static final Set<String> NOT_OURS = Set.of("type-decimal64-binary-lengths",
			"type-decimal128-binary-lengths", "err-value-too-long", "err-nchar-too-long", "err-tag-too-long",
			"err-null-timestamp", "err-too-few-columns", "err-total-length-wrong", "err-wrong-type",
			"err-wrong-type-varchar-for-nchar");

	static List<BindRecording> recordings() {
		return BindRecording.all()
			.stream()
			.filter((recording) -> !recording.bindFrames().isEmpty() && !NOT_OURS.contains(recording.name()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void aBatchHasTheRecordedBytes(BindRecording recording) {
		for (byte[] expected : recording.bindFrames()) {
			Bind bind = Bind.read(expected);
			ColumnBatch batch = ColumnBatch.of(schema(recording, bind));
			fill(batch, bind);
			batch.data().sort();
			BindFrame frame = new BindFrame();
			ByteBuffer ids = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
			assertThat(batch.data().endOfBind(0, Integer.MAX_VALUE)).isEqualTo(batch.rows());
			batch.data().writeBind(frame, ids.getLong(0), ids.getLong(8), 0, batch.rows(), BindColumn.NULL);
			assertThat(bytes(frame)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("recordings")
	void rowsOfMixedTablesHaveTheRecordedBytesToo(BindRecording recording) {
		for (byte[] expected : recording.bindFrames()) {
			Bind bind = Bind.read(expected);
			if (bind.names().size() < 2) {
				continue;
			}
			ColumnBatch batch = ColumnBatch.of(schema(recording, bind));
			int rows = bind.columns().get(0).get(0).marks().length;
			for (int row = 0; row < rows; row++) {
				for (int table = 0; table < bind.names().size(); table++) {
					fill(batch, bind, table, row, row + 1);
				}
			}
			batch.data().sort();
			BindFrame frame = new BindFrame();
			ByteBuffer ids = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
			batch.data().writeBind(frame, ids.getLong(0), ids.getLong(8), 0, batch.rows(), BindColumn.NULL);
			assertThat(bytes(frame)).isEqualTo(expected);
		}
	}

	private static byte[] bytes(BindFrame frame) {
		byte[] bytes = new byte[frame.size()];
		frame.view().get(bytes);
		return bytes;
	}

	private static BatchSchema schema(BindRecording recording, Bind bind) {
		List<StatementField> fields = JsonReply.read(recording.prepareReply().toString())
			.fields()
			.stream()
			.map(JsonField::toField)
			.toList();
		return BatchSchema.of(fields.isEmpty() ? undescribed(bind) : fields, -1);
	}

	/**
	 * The fields of a query, or of an INSERT that was not to be described.
	 */
	private static List<StatementField> undescribed(Bind bind) {
		List<StatementField> fields = new ArrayList<>();
		if (!bind.names().isEmpty()) {
			fields.add(field(Role.TABLE_NAME, "tbname", TaosType.VARCHAR));
		}
		for (int i = 0; i < bind.columns().get(0).size(); i++) {
			fields.add(field(Role.COLUMN, "c" + i, TaosType.fromCode(bind.columns().get(0).get(i).type())));
		}
		return fields;
	}

	private static StatementField field(Role role, String name, TaosType type) {
		return new StatementField(role, new TaosColumn(name, type, 0, 0, 0), TaosPrecision.MILLISECOND);
	}

	private static void fill(ColumnBatch batch, Bind bind) {
		for (int table = 0; table < bind.columns().size(); table++) {
			fill(batch, bind, table, 0, bind.columns().get(table).get(0).marks().length);
		}
	}

	private static void fill(ColumnBatch batch, Bind bind, int table, int from, int to) {
		boolean opened = bind.names().isEmpty() || batch.beginTable(bind.names().get(table));
		if (opened && !bind.tags().isEmpty()) {
			for (int i = 0; i < bind.tags().get(table).size(); i++) {
				append(batch.tag(i), bind.tags().get(table).get(i), 0);
			}
		}
		for (int i = 0; i < bind.columns().get(table).size(); i++) {
			for (int row = from; row < to; row++) {
				append(batch.column(i), bind.columns().get(table).get(i), row);
			}
		}
		batch.endRows(to - from);
	}

	private static void append(BatchColumn column, Values values, int row) {
		if (values.marks()[row] == BindColumn.NULL) {
			column.appendNull();
			return;
		}
		if (values.marks()[row] == BindColumn.NONE) {
			column.appendUnset();
			return;
		}
		byte[] bytes = values.values().get(row);
		ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		switch (column.column().type()) {
			case BOOL -> column.appendBoolean(bytes[0] != 0);
			case TINYINT -> column.appendInt(bytes[0]);
			case TINYINT_UNSIGNED -> column.appendInt(bytes[0] & 0xff);
			case SMALLINT -> column.appendInt(value.getShort());
			case SMALLINT_UNSIGNED -> column.appendInt(value.getShort() & 0xffff);
			case INT -> column.appendInt(value.getInt());
			case INT_UNSIGNED -> column.appendLong(value.getInt() & 0xffff_ffffL);
			case BIGINT, TIMESTAMP -> column.appendLong(value.getLong());
			case BIGINT_UNSIGNED -> column.appendUnsignedLong(value.getLong());
			case FLOAT -> column.appendFloat(value.getFloat());
			case DOUBLE -> column.appendDouble(value.getDouble());
			case DECIMAL64 -> column.appendUnscaled(value.getLong(0) >> 63, value.getLong(0));
			case DECIMAL -> column.appendUnscaled(value.getLong(8), value.getLong(0));
			case VARCHAR, NCHAR, JSON -> column.appendString(new String(bytes, StandardCharsets.UTF_8));
			default -> column.appendBytes(bytes);
		}
	}

}
