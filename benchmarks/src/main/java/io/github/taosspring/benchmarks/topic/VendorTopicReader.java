package io.github.taosspring.benchmarks.topic;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;

import com.taosdata.jdbc.tmq.ConsumerRecord;
import com.taosdata.jdbc.tmq.ConsumerRecords;
import com.taosdata.jdbc.tmq.Deserializer;
import com.taosdata.jdbc.tmq.TMQConstants;
import com.taosdata.jdbc.tmq.TaosConsumer;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.scan.Totals;

/**
 * Consumes by the vendor's {@code TaosConsumer}.
 *
 * @param <V> what its deserialiser makes
 */
final class VendorTopicReader<V> implements TopicReader {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final TaosConsumer<V> consumer;

	private final BiConsumer<Totals, V> add;

	VendorTopicReader(int port, DataSet dataSet, Class<? extends Deserializer<? extends V>> deserializer,
			BiConsumer<Totals, V> add) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty(TMQConstants.CONNECT_TYPE, "ws");
		properties.setProperty(TMQConstants.BOOTSTRAP_SERVERS, "127.0.0.1:" + port);
		properties.setProperty(TMQConstants.CONNECT_USER, "root");
		properties.setProperty(TMQConstants.CONNECT_PASS, "taosdata");
		properties.setProperty(TMQConstants.GROUP_ID, "benchmark");
		properties.setProperty(TMQConstants.AUTO_OFFSET_RESET, "earliest");
		properties.setProperty(TMQConstants.ENABLE_AUTO_COMMIT, "false");
		properties.setProperty(TMQConstants.MSG_WITH_TABLE_NAME, "true");
		properties.setProperty(TMQConstants.VALUE_DESERIALIZER, deserializer.getName());
		this.consumer = new TaosConsumer<>(properties);
		this.consumer.subscribe(List.of(dataSet.topic()));
		this.add = add;
	}

	@Override
	public Totals read(long rows) throws SQLException {
		Totals totals = new Totals();
		while (totals.rows() < rows) {
			ConsumerRecords<V> records = this.consumer.poll(TIMEOUT);
			if (records.isEmpty()) {
				throw new IllegalStateException("No message within " + TIMEOUT);
			}
			for (ConsumerRecord<V> record : records) {
				this.add.accept(totals, record.value());
			}
		}
		return totals;
	}

	@Override
	public void close() throws SQLException {
		this.consumer.close();
	}

}
