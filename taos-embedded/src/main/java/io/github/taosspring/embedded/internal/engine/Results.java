package io.github.taosspring.embedded.internal.engine;

import java.nio.ByteBuffer;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.embedded.internal.analysis.Output;
import io.github.taosspring.embedded.internal.exec.BatchEncoder;
import io.github.taosspring.embedded.internal.exec.Operator;
import io.github.taosspring.embedded.internal.exec.Operators;
import io.github.taosspring.embedded.internal.exec.QueryRun;
import io.github.taosspring.embedded.internal.function.EvaluationContext;
import io.github.taosspring.embedded.internal.vector.Batch;
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

		private boolean ended;

		Encoder(QueryRun run, Operator root, List<TaosColumn> columns) {
			this.run = run;
			this.root = root;
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
				BatchEncoder.append(this.encoder, batch);
			}
			return (this.encoder.rows() > 0) ? this.encoder.finish() : null;
		}

		@Override
		public void close() {
			this.run.stop();
		}

	}

}
