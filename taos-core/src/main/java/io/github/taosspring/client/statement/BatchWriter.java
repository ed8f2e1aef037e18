package io.github.taosspring.client.statement;

import java.util.List;

import io.github.taosspring.client.TaosClient;

/**
 * Writes batches by bound statements, which it prepares once for each connection and
 * keeps. Thread-safe; each batch belongs to one thread.
 * <p>
 * A batch goes out in as many frames as the server's limits ask for (32767 rows of a
 * table at once) and is written again, within the deadline, after a broken connection or
 * a code of the server that asks for it: rows have explicit timestamps, so writing them
 * again changes nothing. (What another writer has written at the same timestamps of the
 * same tables meanwhile is overwritten.)
 * <p>
 * The server takes what goes to one of the database's vgroups whole or not at all (so a
 * refused frame may have been written in part), and does not always say which row was
 * wrong. One that it refuses for its rows is halved until the wrong ones are alone: the
 * others are written, the wrong ones {@linkplain WriteResult#rejected() reported}.
 */
public interface BatchWriter {

	/**
	 * Return the writer of a client.
	 * @param client the client; its protocol must be WebSocket
	 * @return the writer, which needs no closing
	 */
	static BatchWriter of(TaosClient client) {
		return client.unwrap(BatchWriter.class);
	}

	/**
	 * Ask the server what the rows of a super table or table consist of.
	 * @param table the name as in SQL but without back-quotes, case kept; the database
	 * may stand in front of a dot
	 * @param columns the tags and columns that rows shall have, case kept, the primary
	 * timestamp first among the columns; none for all
	 * @return the schema: with the table's name if it is a super table
	 * @throws io.github.taosspring.client.TaosException if there is no such table or
	 * column
	 */
	BatchSchema schema(String table, List<String> columns);

	/**
	 * Ask the server what all tags and columns of a super table or table are.
	 * @param table the name as in SQL but without back-quotes, case kept; the database
	 * may stand in front of a dot
	 * @return the schema: with the table's name if it is a super table
	 */
	default BatchSchema schema(String table) {
		return schema(table, List.of());
	}

	/**
	 * Write a batch into the {@linkplain BatchSchema#target() table of its schema}.
	 * @param batch the rows; they stay, for {@link ColumnBatch#clear()}
	 * @return what became of them
	 */
	default WriteResult write(ColumnBatch batch) {
		return write(batch, WriteOptions.DEFAULTS);
	}

	/**
	 * Write a batch into the {@linkplain BatchSchema#target() table of its schema}.
	 * @param batch the rows; they stay, for {@link ColumnBatch#clear()}
	 * @param options what NULL means, the time allowed and more
	 * @return what became of them; an empty batch sends nothing
	 * @throws TaosBatchWriteException if it could not be finished for a reason that is
	 * not a row's, such as a broken connection; it tells what was written until then
	 * @throws io.github.taosspring.client.TaosInterfaceException if the schema has no
	 * target
	 */
	WriteResult write(ColumnBatch batch, WriteOptions options);

}
