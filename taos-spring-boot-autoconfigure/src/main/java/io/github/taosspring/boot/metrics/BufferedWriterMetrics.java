package io.github.taosspring.boot.metrics;

import java.util.Map;

import io.github.taosspring.client.buffered.BufferedWriter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts what buffered writers hold ({@code taos.writer.buffered}, and its size,
 * {@code taos.writer.buffered.bytes}), have written ({@code taos.writer.written}) and
 * could not write ({@code taos.writer.failed}), each with the tag {@code writer}, the
 * name of the writer's bean.
 */
final class BufferedWriterMetrics implements MeterBinder {

	private final Map<String, BufferedWriter<?>> writers;

	BufferedWriterMetrics(Map<String, BufferedWriter<?>> writers) {
		this.writers = Map.copyOf(writers);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.writers.forEach((name, writer) -> {
			Gauge.builder("taos.writer.buffered", writer, BufferedWriter::buffered)
				.description("Items that were taken and are not done")
				.tag("writer", name)
				.register(registry);
			Gauge.builder("taos.writer.buffered.bytes", writer, BufferedWriter::bufferedBytes)
				.description("Size of the items that were taken and are not done")
				.baseUnit(BaseUnits.BYTES)
				.tag("writer", name)
				.register(registry);
			FunctionCounter.builder("taos.writer.written", writer, BufferedWriter::written)
				.description("Lines or rows that were written")
				.tag("writer", name)
				.register(registry);
			FunctionCounter.builder("taos.writer.failed", writer, BufferedWriter::failed)
				.description("Lines or rows that could not be written and went to failure listeners")
				.tag("writer", name)
				.register(registry);
		});
	}

}
