package io.github.taosspring.benchmarks.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import com.taosdata.jdbc.tmq.Deserializer;

/**
 * Deserialisers for the vendor's driver that read by position.
 */
final class HandWritten {

	private HandWritten() {
	}

	/**
	 * Makes {@link Meter.Numbers}.
	 */
	public static final class NumbersDeserializer implements Deserializer<Meter.Numbers> {

		@Override
		public Meter.Numbers deserialize(ResultSet row, String topic, String database) throws SQLException {
			return new Meter.Numbers(Instant.ofEpochMilli(row.getTimestamp(1).getTime()), row.getFloat(2),
					row.getInt(3), row.getFloat(4));
		}

	}

	/**
	 * Makes {@link Meter.Tagged}.
	 */
	public static final class TaggedDeserializer implements Deserializer<Meter.Tagged> {

		@Override
		public Meter.Tagged deserialize(ResultSet row, String topic, String database) throws SQLException {
			return new Meter.Tagged(Instant.ofEpochMilli(row.getTimestamp(1).getTime()), row.getFloat(2), row.getInt(3),
					row.getFloat(4), row.getInt(5), row.getString(6), row.getString(7));
		}

	}

}
