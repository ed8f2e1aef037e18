package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.github.taosspring.client.TaosErrors;

/**
 * The binary requests of a query: its SQL, and the fetch of a block
 * ({@code controller/ws/ws/handler.go} of taosAdapter).
 * <p>
 * All begin with {@code u64 request id, u64 object id, u64 action}, little-endian.
 *
 * @param reqId the request id, 64 unsigned bits
 * @param id the result or statement, 0 if the action has none
 * @param action one of the constants here, or another that the protocol has
 * @param body what follows the head, from position to limit
 */
public record BinaryRequest(long reqId, long id, long action, ByteBuffer body) {

	/** Action of {@link #binaryQuery}. */
	public static final long BINARY_QUERY = 6;

	/** Action of {@link #fetchRawBlock}. */
	public static final long FETCH_RAW_BLOCK = 7;

	/** Action that checks a statement, laid out as {@link #binaryQuery}. */
	public static final long VALIDATE_SQL = 10;

	/** Bytes of the head: the server must never get fewer. */
	public static final int HEAD = 24;

	private static final int VERSION = 1;

	/**
	 * Lay out a query.
	 * @param reqId the request id
	 * @param sql the statement, not empty
	 * @return the frame
	 */
	public static ByteBuffer binaryQuery(long reqId, String sql) {
		byte[] text = sql.getBytes(StandardCharsets.UTF_8);
		if (text.length == 0) {
			throw TaosErrors.misuse("The SQL text is empty");
		}
		byte[] frame = new byte[HEAD + 6 + text.length];
		head(frame, reqId, 0, BINARY_QUERY);
		LittleEndian.putShort(frame, HEAD, VERSION);
		LittleEndian.putInt(frame, HEAD + 2, text.length);
		System.arraycopy(text, 0, frame, HEAD + 6, text.length);
		return ByteBuffer.wrap(frame);
	}

	/**
	 * Lay out the fetch of a result's next block.
	 * @param reqId the request id
	 * @param resultId the result
	 * @return the frame
	 */
	public static ByteBuffer fetchRawBlock(long reqId, long resultId) {
		byte[] frame = new byte[HEAD + 2];
		head(frame, reqId, resultId, FETCH_RAW_BLOCK);
		LittleEndian.putShort(frame, HEAD, VERSION);
		return ByteBuffer.wrap(frame);
	}

	private static void head(byte[] frame, long reqId, long id, long action) {
		LittleEndian.putLong(frame, 0, reqId);
		LittleEndian.putLong(frame, 8, id);
		LittleEndian.putLong(frame, 16, action);
	}

	/**
	 * Read a request's head.
	 * @param frame the frame, not moved
	 * @return the request with the rest as body
	 * @throws io.github.taosspring.client.TaosInterfaceException if the frame is shorter
	 * than a head
	 */
	public static BinaryRequest read(ByteBuffer frame) {
		FrameReader reader = new FrameReader("request", frame);
		long reqId = reader.readLong("request id");
		long id = reader.readLong("object id");
		long action = reader.readLong("action");
		return new BinaryRequest(reqId, id, action, reader.rest());
	}

	/**
	 * Read the SQL of a {@link #BINARY_QUERY} or {@link #VALIDATE_SQL}.
	 * @return the statement
	 * @throws io.github.taosspring.client.TaosInterfaceException if the version is
	 * unknown or the text truncated or empty
	 */
	public String sql() {
		FrameReader reader = new FrameReader("binary_query request", this.body);
		reader.readVersion();
		byte[] text = reader.readBytes("SQL text");
		if (text.length == 0) {
			throw TaosErrors.malformed("Malformed binary_query request: the SQL text is empty", null);
		}
		return new String(text, StandardCharsets.UTF_8);
	}

	/**
	 * Check the body of a {@link #FETCH_RAW_BLOCK}.
	 * @throws io.github.taosspring.client.TaosInterfaceException if the version is
	 * missing or unknown
	 */
	public void checkFetchRawBlock() {
		new FrameReader("fetch_raw_block request", this.body).readVersion();
	}

}
