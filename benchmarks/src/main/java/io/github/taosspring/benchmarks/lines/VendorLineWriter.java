package io.github.taosspring.benchmarks.lines;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import com.taosdata.jdbc.AbstractConnection;
import com.taosdata.jdbc.enums.SchemalessProtocolType;
import com.taosdata.jdbc.enums.SchemalessTimestampType;

/**
 * Writes by the vendor's JDBC driver: text that is ready made, as an array of lines or as
 * a whole.
 */
final class VendorLineWriter implements LineWriter {

	private final AbstractConnection connection;

	private final String[] lines = new String[LINES];

	private final String payload;

	private final boolean raw;

	VendorLineWriter(int port, boolean raw) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", "root");
		properties.setProperty("password", "taosdata");
		this.connection = DriverManager.getConnection("jdbc:TAOS-WS://127.0.0.1:" + port + "/power", properties)
			.unwrap(AbstractConnection.class);
		for (int row = 0; row < LINES; row++) {
			this.lines[row] = Lines.text(row);
		}
		this.payload = LineClient.payload();
		this.raw = raw;
	}

	@Override
	public void write() throws SQLException {
		if (this.raw) {
			this.connection.writeRaw(this.payload, SchemalessProtocolType.LINE, SchemalessTimestampType.MILLI_SECONDS);
		}
		else {
			this.connection.write(this.lines, SchemalessProtocolType.LINE, SchemalessTimestampType.MILLI_SECONDS);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
