package io.github.taosspring.client.buffered;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessWriter;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Points that go out together. If the server refuses them for a line, they are divided
 * until the wrong ones are alone: at the line of which the server complained, where its
 * text tells, else in halves.
 */
final class LineChunk extends Chunk<Point> {

	/**
	 * Bad value, name, time, format, type, duplicate column, binary, geometry, JSON,
	 * table of another kind: what a line is to blame for.
	 */
	private static final Set<Integer> LINE = Set.of(0x0203, 0x020A, 0x021F, 0x0127, 0x0221, 0x0222, 0x3002, 0x3004,
			0x3006, 0x263C, 0x266A, 0x2803, 0x0603, 0x0224, 0x060B, 0x2653, 0x2605);

	/** Finding each wrong line takes several requests. */
	private static final int MAX_REFUSED = 1000;

	private final PointBatch batch;

	private final SchemalessWriter writer;

	private final SchemalessOptions options;

	/** What is left to be sent, by its first line and the one behind its last. */
	private final Deque<int[]> left = new ArrayDeque<>();

	private boolean started;

	private int refused;

	LineChunk(PointBatch batch, SchemalessWriter writer, SchemalessOptions options) {
		this.batch = batch;
		this.writer = writer;
		this.options = options;
	}

	@Override
	void add(Point item) {
		this.batch.add(item);
	}

	@Override
	int rows() {
		return this.batch.points();
	}

	@Override
	long bytes() {
		return this.batch.byteSize();
	}

	private void start() {
		if (!this.started) {
			this.started = true;
			this.left.push(new int[] { 0, this.batch.data().lines() });
		}
	}

	@Override
	void send(WriteFailureListener listener) {
		start();
		while (!this.left.isEmpty()) {
			int[] range = this.left.getFirst();
			try {
				write(range);
				this.left.removeFirst();
				wrote(range[1] - range[0]);
			}
			catch (TaosException ex) {
				if (ex.isRetryable() || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				this.left.removeFirst();
				refused(range, ex, listener);
			}
		}
	}

	private void write(int[] range) {
		LineBuffer lines = this.batch.data();
		if (range[0] == 0 && range[1] == lines.lines()) {
			this.writer.write(this.batch, this.options);
			return;
		}
		List<String> part = lines(range);
		if (this.batch.protocol() == SchemalessProtocol.JSON) {
			this.writer.write(SchemalessProtocol.JSON, "[" + String.join(",", part) + "]", this.options);
		}
		else {
			SchemalessOptions own = (this.batch.protocol() == SchemalessProtocol.LINE)
					? this.options.precision(this.batch.precision()) : this.options;
			this.writer.write(this.batch.protocol(), part, own);
		}
	}

	private List<String> lines(int[] range) {
		List<String> lines = new ArrayList<>(range[1] - range[0]);
		for (int line = range[0]; line < range[1]; line++) {
			lines.add(this.batch.data().line(line));
		}
		return lines;
	}

	private void refused(int[] range, TaosException error, WriteFailureListener listener) {
		int size = range[1] - range[0];
		boolean blamesLine = error instanceof TaosSchemalessException && LINE.contains(error.code());
		if (size == 1 || !blamesLine || this.refused > MAX_REFUSED) {
			this.refused += size;
			failed(error);
			listener.onFailure(lines(range), error);
			return;
		}
		TaosSchemalessException refusal = (TaosSchemalessException) error;
		// lines of parts that were written before are not among those of the refusal
		int first = range[1] - refusal.lines().size();
		boolean named = refusal.line() >= 0 && first >= range[0] && this.batch.protocol() != SchemalessProtocol.JSON;
		if (named) {
			int wrong = first + refusal.line();
			push(wrong + 1, range[1]);
			push(wrong, wrong + 1);
			push(range[0], wrong);
		}
		else {
			int middle = (range[0] + range[1]) >>> 1;
			push(middle, range[1]);
			push(range[0], middle);
		}
	}

	private void push(int from, int to) {
		if (from < to) {
			this.left.push(new int[] { from, to });
		}
	}

	@Override
	void giveUp(TaosException error, WriteFailureListener listener) {
		start();
		while (!this.left.isEmpty()) {
			failed(error);
			listener.onFailure(lines(this.left.removeFirst()), error);
		}
	}

	@Override
	void clear() {
		super.clear();
		this.batch.clear();
		this.left.clear();
		this.started = false;
		this.refused = 0;
	}

}
