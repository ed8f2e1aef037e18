package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.ReqId;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosSchemalessException;
import io.github.taosspring.client.internal.DefaultSchemalessWriter.Sessions;
import io.github.taosspring.client.schemaless.SchemalessOptions;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.schemaless.SchemalessResult;
import io.github.taosspring.client.spi.Deadline;
import io.github.taosspring.client.spi.InsertRequest;
import io.github.taosspring.client.spi.ReqIdInUseException;
import io.github.taosspring.client.wire.LineBuffer;

/**
 * Lines on their way, one part after the other; the first failure ends it. Nothing is
 * sent twice.
 */
final class SchemalessWrite {

	private static final int MAX_SPARES = 8;

	private final SchemalessLines lines;

	private final SchemalessOptions options;

	private final String database;

	private final Call call;

	private final Deadline deadline;

	private final Sessions sessions;

	SchemalessWrite(SchemalessLines lines, SchemalessOptions options, String database, Call call, Sessions sessions) {
		this.lines = lines;
		this.options = options;
		this.database = database;
		this.call = call;
		this.deadline = Deadline.after(call.timeout());
		this.sessions = sessions;
	}

	SchemalessResult run() {
		SchemalessResult result = SchemalessResult.EMPTY;
		int end;
		for (int first = 0; first < this.lines.count(); first = end) {
			end = this.lines.endOfPart(first, this.options.maxPayloadBytes());
			try {
				result = result.plus(write(first, end));
			}
			catch (TaosException ex) {
				if (first == 0 && !(ex instanceof TaosSchemalessException)) {
					throw ex;
				}
				throw failed(first, end, ex);
			}
		}
		return result;
	}

	/**
	 * Send lines, without the separator behind the last one.
	 */
	private SchemalessResult write(int first, int end) {
		LineBuffer buffer = this.lines.buffer();
		boolean elements = this.lines.protocol() == SchemalessProtocol.JSON && this.lines.elements();
		long reqId = (first == 0) ? this.call.reqId() : ReqId.next();
		InsertRequest request = new InsertRequest(this.lines.protocol(), this.lines.precision(), this.options.ttl(),
				this.options.tableNameKey(), this.database, buffer.bytes(), buffer.start(first),
				buffer.end(end - 1) - 1, elements, reqId);
		for (int spare = 0;; spare++) {
			Duration left = Duration.ofNanos(Math.max(1, this.deadline.remainingNanos()));
			try {
				return this.sessions.get(this.database, spare, left).connection().insert(request, this.deadline);
			}
			catch (ReqIdInUseException ex) {
				if (spare == MAX_SPARES) {
					throw ex;
				}
			}
		}
	}

	private TaosSchemalessException failed(int first, int end, TaosException ex) {
		List<String> left = this.lines.from(first);
		int line = RefusedLine.find(ex.getMessage(), left.subList(0, end - first));
		StringBuilder message = new StringBuilder(RefusedLine.firstOf(ex.getMessage()));
		if (line >= 0) {
			message.append("; line ").append(line + 1).append(" of ").append(end - first).append(": ");
			message.append(RefusedLine.shown(left.get(line)));
		}
		else if (end - first == 1) {
			message.append("; the line: ").append(RefusedLine.shown(left.get(0)));
		}
		if (first > 0) {
			message.append("; ").append(first).append(" of ").append(this.lines.count());
			message.append(" lines were written before");
		}
		return new TaosSchemalessException(message.toString(), left, (end - first == 1) ? 0 : line, ex);
	}

}
