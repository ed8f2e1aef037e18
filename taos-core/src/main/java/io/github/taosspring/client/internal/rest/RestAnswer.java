package io.github.taosspring.client.internal.rest;

import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;

/**
 * The answer to a statement, read as it comes: {@code {"code", "column_meta", "data",
 * "rows"[, "timing"]}}, or {@code code} and {@code desc} of a failure
 * ({@code controller/rest/restful.go} of taosAdapter).
 * <p>
 * Never holds more than one block of rows. The end of the rows is only believed when the
 * whole document is there, its count of rows is right, and nothing follows it. What the
 * server itself cut short (a fetch that failed, a limit of the adapter) cannot be told
 * from the end: it sends a complete document, too.
 * <p>
 * For one thread at a time.
 */
final class RestAnswer {

	static final int MAX_ROWS = 4096;

	static final int MAX_BYTES = 1024 * 1024;

	private static final JsonFactory JSON = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
		.build();

	private final long reqId;

	private final JsonParser parser;

	private final KeepingStream source;

	private final TimestampText timestamps;

	private final CellReader cells;

	private int code = -1;

	private String description = "";

	private List<TaosColumn> columns = List.of();

	private @Nullable BlockEncoder encoder;

	private boolean dataSeen;

	private long rows;

	private long timing = -1;

	private boolean ended;

	/**
	 * Create an answer.
	 * @param body the body, inflated; closed with the answer
	 * @param zone the connection's zone, in which timestamps are printed
	 */
	RestAnswer(InputStream body, String zone, long reqId) {
		this.reqId = reqId;
		this.source = new KeepingStream(body);
		this.timestamps = new TimestampText(zone);
		this.parser = parser(this.source, reqId);
		this.cells = new CellReader(this.parser, this.source, this.timestamps);
	}

	private static JsonParser parser(InputStream body, long reqId) {
		try {
			return JSON.createParser(ObjectReadContext.empty(), body);
		}
		catch (JacksonException ex) {
			throw failure(ex, reqId);
		}
	}

	/**
	 * Read up to the first row.
	 * @throws TaosException if the server refused the statement, or the answer is
	 * malformed or broke off
	 */
	void readHead(String action) {
		RestRefusal refusal = readHead();
		if (refusal != null) {
			throw refusal.toException(action, this.reqId);
		}
	}

	/**
	 * Read up to the first row.
	 * @return what the server refused, {@code null} if rows follow
	 * @throws TaosException if the answer is malformed or broke off
	 */
	@Nullable RestRefusal readHead() {
		try {
			if (this.parser.nextToken() != JsonToken.START_OBJECT) {
				throw TaosErrors.malformed("Malformed answer: not an object in JSON; is this taosAdapter?", null);
			}
			readMembers();
		}
		catch (JacksonException ex) {
			throw failure(ex, this.reqId);
		}
		if (this.code > 0) {
			return RestRefusal.of(this.code, this.description).timing(this.timing);
		}
		if (!this.dataSeen) {
			throw TaosErrors.malformed("Malformed answer: it has neither a code nor rows", null);
		}
		return null;
	}

	/**
	 * Read members until the rows begin, or, after them, to the end of the document.
	 */
	private void readMembers() {
		long counted = -1;
		while (next() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			JsonToken token = next();
			switch (name) {
				case "code" -> this.code = code(token);
				case "desc" -> this.description = (token == JsonToken.VALUE_STRING) ? this.parser.getString() : "";
				case "column_meta" -> startBlocks();
				case "data" -> {
					if (token != JsonToken.START_ARRAY || this.encoder == null || this.code != 0 || this.dataSeen) {
						throw TaosErrors.malformed("Malformed answer: 'data' without code 0 and column_meta before it",
								null);
					}
					this.dataSeen = true;
					return;
				}
				case "rows" -> counted = (token == JsonToken.VALUE_NUMBER_INT) ? this.parser.getLongValue() : -1;
				case "timing" -> this.timing = (token == JsonToken.VALUE_NUMBER_INT) ? this.parser.getLongValue() : -1;
				default -> this.parser.skipChildren();
			}
		}
		if (this.parser.nextToken() != null) {
			throw TaosErrors.malformed("Malformed answer: more follows its end", null);
		}
		if (this.code == 0 && counted != this.rows) {
			throw TaosErrors
				.malformed("Malformed answer: " + this.rows + " rows came, but the server counted " + counted, null);
		}
	}

	private int code(JsonToken token) {
		int value = (token == JsonToken.VALUE_NUMBER_INT) ? this.parser.getIntValue() : -1;
		if (value < 0 || this.code == 0 && value != 0) {
			throw TaosErrors.malformed("Malformed answer: 'code' is not a number, or stands there twice", null);
		}
		return value;
	}

	private void startBlocks() {
		if (this.encoder != null) {
			throw TaosErrors.malformed("Malformed answer: column_meta stands there twice", null);
		}
		this.columns = ColumnMeta.read(this.parser);
		this.encoder = new BlockEncoder(this.columns);
		if (this.columns.stream().noneMatch((column) -> column.type() == TaosType.JSON)) {
			this.source.keepNothing();
		}
	}

	List<TaosColumn> columns() {
		return this.columns;
	}

	/**
	 * Return the precision of the timestamps so far, milliseconds if there were none.
	 */
	TaosPrecision precision() {
		TaosPrecision known = this.timestamps.precision();
		return (known != null) ? known : TaosPrecision.MILLISECOND;
	}

	/**
	 * Return how long the server took, known at the end of the document.
	 * @return nanoseconds, -1 if it did not say
	 */
	long timing() {
		return this.timing;
	}

	/**
	 * Return whether the document was read to its end.
	 */
	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Read the count of an update and the rest of the document.
	 */
	long readAffectedRows() {
		try {
			long count = -1;
			if (next() == JsonToken.START_ARRAY && next() == JsonToken.VALUE_NUMBER_INT) {
				count = this.parser.getLongValue();
				this.rows = 1;
			}
			if (count < 0 || next() != JsonToken.END_ARRAY || next() != JsonToken.END_ARRAY) {
				throw TaosErrors.malformed("Malformed answer to an update: its data is not one number", null);
			}
			readMembers();
			this.ended = true;
			return count;
		}
		catch (JacksonException ex) {
			throw failure(ex, this.reqId);
		}
	}

	/**
	 * Read the next rows, and the rest of the document with the last of them.
	 * @return a block, {@code null} at the end
	 */
	@Nullable RawBlock nextBlock() {
		BlockEncoder target = this.encoder;
		if (this.ended || target == null) {
			return null;
		}
		target.reset();
		try {
			while (target.rows() < MAX_ROWS && target.byteSize() < MAX_BYTES) {
				JsonToken token = next();
				if (token == JsonToken.END_ARRAY) {
					readMembers();
					this.ended = true;
					break;
				}
				readRow(token, target);
			}
		}
		catch (JacksonException ex) {
			throw failure(ex, this.reqId);
		}
		return (target.rows() > 0) ? RawBlock.read(target.finish(), this.columns, precision()) : null;
	}

	private void readRow(JsonToken start, BlockEncoder target) {
		if (start != JsonToken.START_ARRAY) {
			throw TaosErrors.malformed("Malformed answer: row " + this.rows + " is not an array", null);
		}
		for (int i = 0; i < this.columns.size(); i++) {
			JsonToken token = next();
			if (token == JsonToken.END_ARRAY) {
				throw TaosErrors.malformed("Malformed answer: row " + this.rows + " has " + i + " values instead of "
						+ this.columns.size(), null);
			}
			this.cells.read(token, this.columns.get(i), target.column(i));
		}
		if (next() != JsonToken.END_ARRAY) {
			throw TaosErrors.malformed(
					"Malformed answer: row " + this.rows + " has more than " + this.columns.size() + " values", null);
		}
		this.rows++;
	}

	/**
	 * Return the next token of a document that must not end yet.
	 */
	private JsonToken next() {
		JsonToken token = this.parser.nextToken();
		if (token == null) {
			throw brokenOff(this.reqId, null);
		}
		return token;
	}

	void close() {
		try {
			this.parser.close();
		}
		catch (JacksonException ex) {
			// the answer is given up; that its rest cannot be read does not matter
		}
	}

	private static TaosException failure(JacksonException ex, long reqId) {
		if (ex instanceof UnexpectedEndOfInputException || ex instanceof JacksonIOException) {
			return brokenOff(reqId, ex);
		}
		return TaosErrors.malformed("Malformed answer: " + ex.getOriginalMessage(), ex);
	}

	private static TaosException brokenOff(long reqId, @Nullable JacksonException ex) {
		String reason = (ex instanceof JacksonIOException) ? ": " + ex.getOriginalMessage() : "";
		return TaosErrors.connectionBroken("The answer broke off before its end" + reason, reqId, ex);
	}

}
