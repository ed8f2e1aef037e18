package io.github.taosspring.benchmarks.topic;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.support.DefaultConversionService;

import io.github.taosspring.benchmarks.replay.DataSet;
import io.github.taosspring.benchmarks.scan.BlockReader;
import io.github.taosspring.benchmarks.scan.Totals;
import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.mapping.CurrentRow;
import io.github.taosspring.mapping.RowMappers;
import io.github.taosspring.mapping.TaosRowMapper;

/**
 * Consumes by {@link TmqConsumer}: blocks column by column, or records.
 */
final class ClientTopicReader implements TopicReader {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final TmqConsumer consumer;

	private final BlockReader reader;

	private final @Nullable Class<? extends Meter> type;

	private final RowMappers mappers = new RowMappers(new DefaultConversionService(), ZoneOffset.UTC);

	private @Nullable List<TaosColumn> columns;

	private @Nullable TaosRowMapper<? extends Meter> mapper;

	ClientTopicReader(int port, DataSet dataSet, boolean records) {
		this.reader = new BlockReader(dataSet);
		this.type = records ? ((dataSet == DataSet.TAGGED) ? Meter.Tagged.class : Meter.Numbers.class) : null;
		this.consumer = TmqConsumer.open("taos+ws://127.0.0.1:" + port, TmqOptions.group("benchmark"));
		this.consumer.subscribe(List.of(dataSet.topic()));
	}

	@Override
	public Totals read(long rows) {
		Totals totals = new Totals();
		while (totals.rows() < rows) {
			TmqMessage message = this.consumer.poll(TIMEOUT);
			if (message == null) {
				throw new IllegalStateException("No message within " + TIMEOUT);
			}
			for (TmqBlock block : message.blocks()) {
				if (this.type != null) {
					readRecords(block.block(), this.type, totals);
				}
				else {
					this.reader.readColumns(block.block(), totals);
				}
			}
		}
		return totals;
	}

	private void readRecords(Block block, Class<? extends Meter> wanted, Totals totals) {
		TaosRowMapper<? extends Meter> current = this.mapper;
		if (current == null || this.columns != block.columns()) {
			this.columns = block.columns();
			current = this.mappers.mapperFor(wanted, block.columns());
			this.mapper = current;
		}
		CurrentRow row = new CurrentRow(block);
		for (int i = 0; i < block.rows(); i++) {
			row.moveTo(i);
			current.mapRow(row).addTo(totals);
		}
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
