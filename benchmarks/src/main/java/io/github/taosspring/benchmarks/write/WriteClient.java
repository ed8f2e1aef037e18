package io.github.taosspring.benchmarks.write;

import java.util.Properties;

/**
 * The clients that are compared in writing.
 */
public enum WriteClient {

	/** This client's batch, filled row by row. */
	BATCH_ROWS {
		@Override
		public RowWriter open(int port, Shape shape) {
			return new ColumnBatchWriter(port, shape, false);
		}
	},

	/** This client's batch, filled column by column for each table. */
	BATCH_COLUMNS {
		@Override
		public RowWriter open(int port, Shape shape) {
			return new ColumnBatchWriter(port, shape, true);
		}
	},

	/** Records through the template, 10,000 rows at once. */
	RECORDS {
		@Override
		public RowWriter open(int port, Shape shape) {
			return new RecordWriter(port, shape);
		}
	},

	/** This JDBC driver: {@code addBatch} and {@code executeBatch}. */
	JDBC {
		@Override
		public RowWriter open(int port, Shape shape) throws Exception {
			return new RowJdbcWriter("jdbc:taos:ws://127.0.0.1:" + port, new Properties(), shape, ALL, false);
		}
	},

	/** Multi-row INSERT texts, sent by this client. */
	SQL_TEXT {
		@Override
		public RowWriter open(int port, Shape shape) {
			return new SqlTextWriter(port, shape);
		}
	},

	/**
	 * The vendor's JDBC driver as it comes: {@code addBatch} and {@code executeBatch}.
	 */
	VENDOR_DEFAULT {
		@Override
		public RowWriter open(int port, Shape shape) throws Exception {
			return new RowJdbcWriter(vendorUrl(port), new Properties(), shape, ALL, false);
		}
	},

	/**
	 * The vendor's row-wise serialisation ({@code pbsMode=line}), which has room for some
	 * ten thousand rows a batch.
	 */
	VENDOR_LINE {
		@Override
		public RowWriter open(int port, Shape shape) throws Exception {
			Properties properties = new Properties();
			properties.setProperty("pbsMode", "line");
			return new RowJdbcWriter(vendorUrl(port), properties, shape, 10_000, false);
		}
	},

	/** The vendor's extended API, column by column. */
	VENDOR_COLUMNS {
		@Override
		public RowWriter open(int port, Shape shape) throws Exception {
			return new VendorColumnWriter(port, shape);
		}
	},

	/**
	 * The vendor's efficient-write mode, with as many of its own connections as this
	 * machine has processors.
	 */
	VENDOR_EFFICIENT {
		@Override
		public RowWriter open(int port, Shape shape) throws Exception {
			Properties properties = new Properties();
			properties.setProperty("asyncWrite", "STMT");
			properties.setProperty("backendWriteThreadNum", String.valueOf(Runtime.getRuntime().availableProcessors()));
			properties.setProperty("batchSizeByRow", "10000");
			properties.setProperty("cacheSizeByRow", "100000");
			return new RowJdbcWriter(vendorUrl(port), properties, shape, ALL, true);
		}
	};

	private static final int ALL = Integer.MAX_VALUE;

	private static String vendorUrl(int port) {
		return "jdbc:TAOS-WS://127.0.0.1:" + port + "/";
	}

	/**
	 * Connect.
	 * @param port the replay server's port
	 * @param shape the batches to write
	 * @return a connected writer, to be closed
	 * @throws Exception if that fails
	 */
	public abstract RowWriter open(int port, Shape shape) throws Exception;

}
