package io.github.taosspring.client.spi;

import java.util.Arrays;

import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;

/**
 * What to write without a schema.
 *
 * @param protocol the lines' format
 * @param precision the unit of their timestamps
 * @param ttl the time to live of child tables, 0 for ever
 * @param tableNameKey the tag that names the child table, empty for none
 * @param database the database of the connection
 * @param lines the bytes of the lines in UTF-8; read before {@code insert} returns or
 * throws
 * @param from where they begin
 * @param to where they end
 * @param elements whether they are the elements of an array in JSON, which wants brackets
 * around them
 * @param reqId the id under which the server logs it
 */
public record InsertRequest(SchemalessProtocol protocol, SchemalessPrecision precision, int ttl, String tableNameKey,
		String database, byte[] lines, int from, int to, boolean elements, long reqId) {

	/**
	 * Return the bytes as they are to be sent.
	 * @return a copy, with brackets if they want some
	 */
	public byte[] copyOfLines() {
		int size = this.to - this.from;
		if (!this.elements) {
			return Arrays.copyOfRange(this.lines, this.from, this.to);
		}
		byte[] array = new byte[size + 2];
		array[0] = '[';
		System.arraycopy(this.lines, this.from, array, 1, size);
		array[size + 1] = ']';
		return array;
	}

}
