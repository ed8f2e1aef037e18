package io.github.taosspring.benchmarks.point;

/**
 * The clients that are compared in point queries.
 */
public enum PointClient {

	/** This client, two of its connections shared by all threads. */
	CLIENT_2_SOCKETS {
		@Override
		public PointReader open(int port) {
			return new SharedClientReader(port, 2);
		}
	},

	/** This client, one connection shared by all threads. */
	CLIENT_1_SOCKET {
		@Override
		public PointReader open(int port) {
			return new SharedClientReader(port, 1);
		}
	},

	/** This JDBC driver behind a pool of 20 connections. */
	JDBC_POOL_20 {
		@Override
		public PointReader open(int port) {
			return new PoolReader("jdbc:taos:ws://127.0.0.1:" + port, 20);
		}
	},

	/** The vendor's JDBC driver behind a pool of 20 connections. */
	VENDOR_POOL_20 {
		@Override
		public PointReader open(int port) {
			return new PoolReader("jdbc:TAOS-WS://127.0.0.1:" + port + "/", 20);
		}
	};

	/**
	 * Connect.
	 * @param port the replay server's port
	 * @return a connected reader, to be closed
	 */
	public abstract PointReader open(int port);

}
