package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.insert.StatementField;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * What {@code stmt2_bind_exec} carries, read: the rows of all tables together, a column
 * for each question mark ({@code driver/common/stmt/stmt2column.go} of taosAdapter
 * 3.4.1): <pre>
 * u32 total length | u32 rows | u32 tables | u32 fields | u32 fields at
 * bind blocks
 * </pre> Consecutive rows with the same table name are those of one table.
 *
 * @param rows the number of rows
 * @param tables the number of runs of the same table name, 1 if there are no names
 * @param fields the columns
 */
record Stmt2Columns(int rows, int tables, List<BindBlock> fields) {

	private static final int HEAD = 20;

	private static final int MAX_FIELDS = 4096;

	/**
	 * Read a payload.
	 * @param body the payload, over an array
	 * @return what is bound
	 * @throws SqlException 0xFFFF if it is malformed
	 */
	static Stmt2Columns read(ByteBuffer body) {
		ByteBuffer payload = body.slice().order(ByteOrder.LITTLE_ENDIAN);
		if (payload.remaining() < HEAD) {
			throw BindBlock.malformed("it is shorter than " + HEAD + " bytes");
		}
		long total = payload.getInt() & 0xffff_ffffL;
		if (total != payload.capacity()) {
			throw new SqlException(AdapterError.CATCH_ALL,
					"total length not match, expect " + payload.capacity() + ", but get " + total);
		}
		int rows = payload.getInt();
		int tables = payload.getInt();
		int count = payload.getInt();
		int at = payload.getInt();
		if (rows < 1 || tables < 1 || count < 1 || count > MAX_FIELDS || at < HEAD || at > payload.capacity()) {
			throw BindBlock.malformed(rows + " rows, " + tables + " tables, " + count + " fields at " + at);
		}
		payload.position(at);
		List<BindBlock> fields = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			BindBlock block = BindBlock.read(payload);
			if (block.rows() != rows) {
				throw BindBlock.malformed("field " + i + " has " + block.rows() + " rows, not " + rows);
			}
			fields.add(block);
		}
		if (payload.hasRemaining()) {
			throw BindBlock.malformed(payload.remaining() + " bytes follow the last field");
		}
		return new Stmt2Columns(rows, tables, fields);
	}

	/**
	 * Sort the columns by what they are for and the rows by table.
	 * @param expected what the question marks stand for
	 * @return what is bound, by table
	 */
	List<BoundTable> byTable(List<StatementField> expected) {
		if (expected.size() != this.fields.size()) {
			throw BindBlock.malformed(this.fields.size() + " fields, not " + expected.size());
		}
		Vector names = null;
		List<VectorValues> tags = new ArrayList<>();
		List<VectorValues> columns = new ArrayList<>();
		for (int i = 0; i < expected.size(); i++) {
			StatementField field = expected.get(i);
			VectorValues values = values(this.fields.get(i), field);
			switch (field.kind()) {
				case TABLE_NAME -> names = values.vector();
				case TAG -> tags.add(values);
				case COLUMN -> columns.add(values);
			}
		}
		List<BoundTable> runs = new ArrayList<>(this.tables);
		int from = 0;
		for (int row = 1; row <= this.rows; row++) {
			if (row == this.rows
					|| names != null && !Arrays.equals((byte[]) names.objects[row - 1], (byte[]) names.objects[row])) {
				byte[] name = (names != null) ? (byte[]) names.objects[from] : null;
				runs.add(new BoundTable((name != null) ? new String(name, StandardCharsets.UTF_8) : null,
						range(tags, from, from + 1), range(columns, from, row)));
				from = row;
			}
		}
		if (runs.size() != this.tables) {
			throw BindBlock.malformed("the rows of " + runs.size() + " tables, not " + this.tables);
		}
		return runs;
	}

	private VectorValues values(BindBlock block, StatementField field) {
		boolean[] unset = new boolean[this.rows];
		boolean anyUnset = false;
		boolean allNull = true;
		for (int row = 0; row < this.rows; row++) {
			unset[row] = block.isUnset(row);
			anyUnset |= unset[row];
			allNull &= block.isNull(row);
		}
		TaosType type = field.type().type();
		Vector vector;
		if (block.type() == type) {
			vector = block.read(field.type());
		}
		else if (allNull) {
			vector = new Vector(field.type(), this.rows);
			vector.fillNull(0, this.rows);
		}
		else {
			throw new SqlException(0x0200, "column type mis-match with buffer type");
		}
		return new VectorValues(type, vector, 0, this.rows, anyUnset ? unset : VectorValues.NONE_UNSET);
	}

	private static List<ParameterValues> range(List<VectorValues> values, int from, int to) {
		List<ParameterValues> range = new ArrayList<>(values.size());
		for (VectorValues each : values) {
			range.add(new VectorValues(each.type(), each.vector(), from, to, each.unset()));
		}
		return range;
	}

}
