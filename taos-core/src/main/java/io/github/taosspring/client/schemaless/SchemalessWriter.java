package io.github.taosspring.client.schemaless;

import java.util.List;

import io.github.taosspring.client.TaosClient;

/**
 * Writes points and lines for which the server makes super tables, child tables and
 * columns as they come. Thread-safe; each batch belongs to one thread.
 * <p>
 * Over WebSocket a batch is one frame, over REST one request to the endpoint of its
 * protocol. REST does not count the rows, and for OpenTSDB's protocols has no precision.
 * More than {@link SchemalessOptions#maxPayloadBytes()} is cut at the ends of lines.
 * <p>
 * <b>What the server makes.</b> A super table of the measurement's name, dots turned into
 * underscores, whose first column is {@code _ts}; child tables named after a hash of
 * their tags, or by {@link SchemalessOptions#tableNameKey()}. Tags are NCHAR, but VARCHAR
 * if they come in OpenTSDB's JSON. A super table of another shape refuses all lines.
 * Missing columns and tags are added, texts widened; a column of another type is refused.
 * <p>
 * <b>What a refusal means.</b> The server takes a part whole or not at all: one wrong
 * line, and none is written. {@link io.github.taosspring.client.TaosSchemalessException}
 * has the lines. Tables and columns that the server made before it met the wrong line
 * stay nevertheless.
 * <p>
 * <b>What an unknown outcome means.</b> Nothing is sent twice by this writer. A failure
 * that {@linkplain io.github.taosspring.client.TaosException#isRetryable() is retryable}
 * may have been written; writing the same lines again changes nothing if each has a
 * timestamp. Those without get the server's time, and become new rows. A
 * {@link PointBatch} gives each point a time when it is added.
 */
public interface SchemalessWriter {

	/**
	 * Return the writer of a client.
	 * @param client the client
	 * @return the writer, which needs no closing
	 */
	static SchemalessWriter of(TaosClient client) {
		return client.unwrap(SchemalessWriter.class);
	}

	/**
	 * Write points.
	 * @param batch the points; they stay, for {@link PointBatch#clear()}
	 * @return the server's counts; an empty batch sends nothing
	 */
	default SchemalessResult write(PointBatch batch) {
		return write(batch, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write points.
	 * @param batch the points; they stay, for {@link PointBatch#clear()}
	 * @param options time to live, name of the child tables, the time allowed and more
	 * @return the server's counts; an empty batch sends nothing
	 * @throws io.github.taosspring.client.TaosSchemalessException if the server refuses
	 * the points, or after a part of them was written
	 * @throws io.github.taosspring.client.TaosInterfaceException if there is no database,
	 * or the options have another precision than the batch
	 */
	SchemalessResult write(PointBatch batch, SchemalessOptions options);

	/**
	 * Write lines.
	 * @param protocol the lines' format; each in JSON is a document, sent by itself
	 * @param lines the lines without line ends; blank ones, and blanks around them, are
	 * left out
	 * @return the server's counts; no lines send nothing
	 */
	default SchemalessResult write(SchemalessProtocol protocol, List<String> lines) {
		return write(protocol, lines, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write lines.
	 * @param protocol the lines' format; each in JSON is a document, sent by itself
	 * @param lines the lines without line ends; blank ones, and blanks around them, are
	 * left out
	 * @param options precision, time to live, the time allowed and more
	 * @return the server's counts; no lines send nothing
	 * @throws io.github.taosspring.client.TaosSchemalessException if the server refuses
	 * the lines, or after a part of them was written
	 * @throws io.github.taosspring.client.TaosInterfaceException if there is no database,
	 * or the protocol of the client has not what the options ask for
	 */
	SchemalessResult write(SchemalessProtocol protocol, List<String> lines, SchemalessOptions options);

	/**
	 * Write a payload.
	 * @param protocol the payload's format
	 * @param payload lines, or one document in JSON; blank lines, and blanks around
	 * lines, are left out
	 * @return the server's counts; a blank payload sends nothing
	 */
	default SchemalessResult write(SchemalessProtocol protocol, String payload) {
		return write(protocol, payload, SchemalessOptions.DEFAULTS);
	}

	/**
	 * Write a payload.
	 * @param protocol the payload's format
	 * @param payload lines, or one document in JSON; blank lines, and blanks around
	 * lines, are left out
	 * @param options precision, time to live, the time allowed and more
	 * @return the server's counts; a blank payload sends nothing
	 * @throws io.github.taosspring.client.TaosSchemalessException if the server refuses
	 * the lines, or after a part of them was written
	 * @throws io.github.taosspring.client.TaosInterfaceException if there is no database,
	 * or the protocol of the client has not what the options ask for
	 */
	SchemalessResult write(SchemalessProtocol protocol, String payload, SchemalessOptions options);

}
