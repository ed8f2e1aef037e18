package io.github.taosspring.sample.sampling;

import java.time.Clock;

import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.store.MeasurementStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the machine, the two threads and the store together.
 */
@Configuration(proxyBeanMethods = false)
class SamplingConfiguration {

	@Bean
	Writer sampleWriter(MeasurementStore store, SamplingProperties properties) {
		return new Writer(store::write, Clock.systemUTC(), properties);
	}

	@Bean
	Sampler sampler(Machine machine, Writer writer, SamplingProperties properties) {
		return new Sampler(machine, writer::accept, Clock.systemUTC(), properties.interval(), properties.stopTimeout());
	}

	@Bean
	MeterBinder sampleMeters(Writer writer) {
		return (registry) -> {
			FunctionCounter.builder("sample.rows.written", writer, (w) -> w.status().rowsWritten())
				.description("Rows that the server took")
				.register(registry);
			FunctionCounter.builder("sample.writes.failed", writer, (w) -> w.status().failedWrites())
				.description("Attempts to write that failed")
				.register(registry);
			FunctionCounter.builder("sample.samples.lost", writer, (w) -> w.status().samplesLost())
				.description("Samples that were given up")
				.register(registry);
			Gauge.builder("sample.samples.waiting", writer, (w) -> w.status().samplesWaiting())
				.description("Samples that wait to be written")
				.register(registry);
		};
	}

}
