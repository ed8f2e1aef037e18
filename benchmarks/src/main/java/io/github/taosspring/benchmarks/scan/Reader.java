package io.github.taosspring.benchmarks.scan;

import java.util.Properties;

import io.github.taosspring.benchmarks.replay.DataSet;

/**
 * The clients that are compared.
 */
public enum Reader {

	/** A blocking socket and nothing else: the server's headroom. */
	SOCKET {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			return new SocketScanner(port, dataSet.sql(rows));
		}
	},

	/** Java-WebSocket without decoding. */
	BARE {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			return new BareScanner(port, dataSet.sql(rows));
		}
	},

	/** This client, block by block. */
	BLOCKS {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) {
			return new ClientScanner(port, dataSet, rows, false);
		}
	},

	/** This client, row by row. */
	CURSOR {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) {
			return new ClientScanner(port, dataSet, rows, true);
		}
	},

	/** This JDBC driver, times as long. */
	JDBC {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			return new JdbcScanner("jdbc:taos:ws://127.0.0.1:" + port, new Properties(), dataSet, rows, false);
		}
	},

	/** This JDBC driver, times as Timestamp. */
	JDBC_TIMESTAMP {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			return new JdbcScanner("jdbc:taos:ws://127.0.0.1:" + port, new Properties(), dataSet, rows, true);
		}
	},

	/** The vendor's JDBC driver in its default settings, times as Timestamp. */
	VENDOR_DEFAULT {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			return new JdbcScanner("jdbc:TAOS-WS://127.0.0.1:" + port + "/", vendorSettings(), dataSet, rows, true);
		}
	},

	/**
	 * The vendor's JDBC driver, times as long, strings as String; none of its other
	 * documented settings bears on reading.
	 */
	VENDOR_FAST {
		@Override
		public Scanner open(int port, DataSet dataSet, long rows) throws Exception {
			Properties properties = vendorSettings();
			properties.setProperty("varcharAsString", "true");
			return new JdbcScanner("jdbc:TAOS-WS://127.0.0.1:" + port + "/", properties, dataSet, rows, false);
		}
	};

	/**
	 * Limit the time that is lost when the vendor's driver hangs; has no other effect.
	 */
	private static Properties vendorSettings() {
		Properties properties = new Properties();
		properties.setProperty("messageWaitTimeout", "250");
		return properties;
	}

	/**
	 * Connect.
	 * @param port the replay server's port
	 * @param dataSet the rows to read
	 * @param rows how many
	 * @return a connected reader, to be closed
	 * @throws Exception if that fails
	 */
	public abstract Scanner open(int port, DataSet dataSet, long rows) throws Exception;

}
