package io.github.taosspring.benchmarks.lines;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.schemaless.SchemalessWriter;

/**
 * Writes by {@link SchemalessWriter}: points, or text that is ready made.
 */
final class ClientLineWriter implements LineWriter {

	private final TaosClient client;

	private final SchemalessWriter writer;

	private final PointBatch batch = PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS);

	private final Point point = Point.measurement("meters");

	private final SchemalessOptions options = SchemalessOptions.DEFAULTS.precision(SchemalessPrecision.MILLISECONDS);

	private final String payload;

	private final boolean points;

	ClientLineWriter(int port, boolean points) {
		this.client = TaosClient.connect(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:" + port + "/power"));
		this.writer = SchemalessWriter.of(this.client);
		this.payload = LineClient.payload();
		this.points = points;
	}

	@Override
	public void write() {
		SchemalessResult result;
		if (this.points) {
			this.batch.clear();
			for (int row = 0; row < LINES; row++) {
				Lines.add(this.batch, this.point, row);
			}
			result = this.writer.write(this.batch);
		}
		else {
			result = this.writer.write(SchemalessProtocol.LINE, this.payload, this.options);
		}
		if (result.totalRows() != LINES) {
			throw new IllegalStateException("Lines are missing: " + result);
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
