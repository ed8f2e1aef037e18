package io.github.taosspring.benchmarks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.taosspring.benchmarks.lines.LineClient;
import io.github.taosspring.benchmarks.lines.LineWriter;
import io.github.taosspring.benchmarks.point.PointClient;
import io.github.taosspring.benchmarks.point.PointReader;
import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.replay.ReplayServer;
import io.github.taosspring.benchmarks.scan.Reader;
import io.github.taosspring.benchmarks.scan.Scanner;
import io.github.taosspring.benchmarks.scan.Totals;
import io.github.taosspring.benchmarks.topic.TopicClient;
import io.github.taosspring.benchmarks.topic.TopicReader;
import io.github.taosspring.benchmarks.write.RowWriter;
import io.github.taosspring.benchmarks.write.Shape;
import io.github.taosspring.benchmarks.write.WriteClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every client that is measured reads every value of the replayed rows.
 */
class ReplayTests {

	private static final long ROWS = 10_000;

	private static ReplayServer server;

	@BeforeAll
	static void start() {
		server = ReplayServer.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKS", "CURSOR", "JDBC", "JDBC_TIMESTAMP", "VENDOR_DEFAULT", "VENDOR_FAST" })
	void aClientReadsEveryValueTwice(Reader reader) throws Exception {
		for (DataSet dataSet : DataSet.values()) {
			try (Scanner scanner = reader.open(server.port(), dataSet, ROWS)) {
				assertThat(scanner.scan()).isEqualTo(Totals.expected(dataSet, ROWS));
				assertThat(scanner.scan()).isEqualTo(Totals.expected(dataSet, ROWS));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClientReadsTheLastRowOfEachTable(PointClient client) throws Exception {
		try (PointReader reader = client.open(server.port())) {
			for (int table = 0; table < 50; table++) {
				assertThat(reader.voltage(table)).isEqualTo(DataSet.voltage(table));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClientWritesEveryRowTwice(WriteClient client) throws Exception {
		for (Shape shape : Shape.values()) {
			try (RowWriter writer = client.open(server.port(), shape)) {
				assertThat(writer.write()).isEqualTo(shape.rows());
				assertThat(writer.write()).isEqualTo(shape.rows());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClientConsumesEveryRow(TopicClient client) throws Exception {
		for (DataSet dataSet : DataSet.values()) {
			try (TopicReader reader = client.open(server.port(), dataSet)) {
				assertThat(reader.read(3 * DataSet.MESSAGE_ROWS))
					.isEqualTo(Totals.expected(dataSet, 3 * DataSet.MESSAGE_ROWS));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClientWritesLinesTwice(LineClient client) throws Exception {
		try (LineWriter writer = client.open(server.port())) {
			writer.write();
			writer.write();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SOCKET", "BARE" })
	void aLoopWithoutDecodingSeesEveryRow(Reader reader) throws Exception {
		for (DataSet dataSet : DataSet.values()) {
			try (Scanner scanner = reader.open(server.port(), dataSet, ROWS)) {
				assertThat(scanner.scan().rows()).isEqualTo(ROWS);
			}
		}
	}

}
