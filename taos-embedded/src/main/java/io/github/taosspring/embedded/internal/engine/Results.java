package io.github.taosspring.embedded.internal.engine;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.ColumnEncoder;
import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.exec.Operator;
import io.github.taosspring.embedded.internal.exec.Operators;
import io.github.taosspring.embedded.internal.exec.QueryRun;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import io.github.taosspring.embedded.internal.vector.VectorKind;
import org.jspecify.annotations.Nullable;

/**
 * Starts plans and encodes what they yield.
 */
final class Results {

	/** The rows of a block ({@code 4096} in TDengine's own results). */
	private static final int BLOCK_ROWS = 4096;

	private static final long BLOCK_BYTES = 4L << 20;

	private Results() {
	}

	static Rows start(Output output, EvaluationContext context, long budget) {
		QueryRun run = new QueryRun(context.withPrecision(output.precision()), budget);
		List<TaosColumn> columns = output.clientColumns();
		return new Rows(columns, output.precision(), new Encoder(run, Operators.start(run, output.plan()), columns));
	}

	/**
	 * Gathers batches in blocks.
	 */
	private static final class Encoder implements Rows.BlockSource {

		private final QueryRun run;

		private final Operator root;

		private final BlockEncoder encoder;

		private final List<TaosColumn> columns;

		private boolean ended;

		Encoder(QueryRun run, Operator root, List<TaosColumn> columns) {
			this.run = run;
			this.root = root;
			this.columns = columns;
			this.encoder = new BlockEncoder(columns);
		}

		@Override
		public @Nullable ByteBuffer next() {
			if (this.ended) {
				return null;
			}
			this.encoder.reset();
			while (this.encoder.rows() < BLOCK_ROWS && this.encoder.byteSize() < BLOCK_BYTES) {
				Batch batch = this.root.next();
				if (batch == null) {
					this.ended = true;
					this.root.close();
					break;
				}
				for (int i = 0; i < this.columns.size(); i++) {
					append(this.encoder.column(i), this.columns.get(i).type(), batch.columns()[i], batch.size());
				}
			}
			return (this.encoder.rows() > 0) ? this.encoder.finish() : null;
		}

		private static void append(ColumnEncoder target, TaosType type, Vector source, int size) {
			if (source.kind() == VectorKind.LONG && !source.mayHaveNulls() && type != TaosType.BOOL) {
				target.appendLongs(source.longs, 0, size);
				return;
			}
			if (source.kind() == VectorKind.DOUBLE && !source.mayHaveNulls()) {
				target.appendDoubles(source.doubles, 0, size);
				return;
			}
			for (int row = 0; row < size; row++) {
				if (source.isNull(row)) {
					target.appendNull();
					continue;
				}
				switch (type) {
					case BOOL -> target.appendBoolean(source.longs[row] != 0);
					case FLOAT, DOUBLE -> target.appendDouble(source.doubles[row]);
					case DECIMAL, DECIMAL64 -> target.appendDecimal(source.decimal(row));
					case NCHAR -> target.appendString(source.text(row));
					case VARCHAR, VARBINARY, GEOMETRY, BLOB, JSON -> target.appendBytes(source.bytes(row));
					default -> target.appendLong(source.longs[row]);
				}
			}
		}

		@Override
		public void close() {
			this.run.stop();
		}

	}

}
