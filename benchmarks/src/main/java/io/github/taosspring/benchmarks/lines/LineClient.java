package io.github.taosspring.benchmarks.lines;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The clients that are compared in schemaless writing.
 */
public enum LineClient {

	/** This client, points encoded and written. */
	POINTS {
		@Override
		public LineWriter open(int port) {
			return new ClientLineWriter(port, true);
		}
	},

	/** This client, text that is ready made. */
	TEXT {
		@Override
		public LineWriter open(int port) {
			return new ClientLineWriter(port, false);
		}
	},

	/** The vendor's {@code write(String[])}, which sends a frame a line. */
	VENDOR_LINES {
		@Override
		public LineWriter open(int port) throws Exception {
			return new VendorLineWriter(port, false);
		}
	},

	/** The vendor's {@code writeRaw}, text that is ready made. */
	VENDOR_RAW {
		@Override
		public LineWriter open(int port) throws Exception {
			return new VendorLineWriter(port, true);
		}
	};

	static String payload() {
		return IntStream.range(0, LineWriter.LINES).mapToObj(Lines::text).collect(Collectors.joining("\n"));
	}

	/**
	 * Connect.
	 * @param port the replay server's port
	 * @return a connected writer, to be closed
	 * @throws Exception if that fails
	 */
	public abstract LineWriter open(int port) throws Exception;

}
