package io.github.taosspring.sample.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Measurement;
import io.github.taosspring.sample.measure.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementsTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

	private final Statements statements = new Statements(
			new Schema(new StoreProperties("telemetry", Duration.ofDays(30))));

	@Test
	void aSampleIsOneInsertForAllItsDevices() {
		Sample sample = new Sample("web1", TIME,
				List.of(new Measurement(Kind.CPU, "0", Arrays.asList(12.5, null, 3.0, 0.0)),
						new Measurement(Kind.MEMORY, "physical", List.of(50.0, 4L, 4L, 8L))));
		Statement insert = this.statements.insert(sample);
		assertThat(insert.sql()).isEqualTo("insert into `telemetry`.`cpu_web1_0` using `telemetry`.`cpu` "
				+ "(`host`, `device`) tags (?, ?) (`ts`, `busy`, `user`, `system`, `iowait`) values (?, ?, ?, ?, ?) "
				+ "`telemetry`.`memory_web1_physical` using `telemetry`.`memory` (`host`, `device`) tags (?, ?) "
				+ "(`ts`, `used_percent`, `used`, `available`, `total`) values (?, ?, ?, ?, ?)");
		assertThat(insert.arguments()).containsExactly("web1", "0", TIME, 12.5, null, 3.0, 0.0, "web1", "physical",
				TIME, 50.0, 4L, 4L, 8L);
	}

	@Test
	void hostsAndDevicesAreArgumentsNotText() {
		String device = "x'); drop database telemetry; --";
		Sample sample = new Sample("o'host", TIME,
				List.of(new Measurement(Kind.MEMORY, device, List.of(50.0, 4L, 4L, 8L))));
		assertThat(this.statements.insert(sample).sql()).doesNotContain("o'host").doesNotContain("'");
		assertThat(this.statements.insert(sample).arguments()).startsWith("o'host", device);
		Statement series = this.statements.series(Kind.MEMORY, Kind.MEMORY.metrics().get(0), "o'host", device, TIME,
				TIME.plusSeconds(60), 2000);
		assertThat(series.sql()).doesNotContain("'");
		assertThat(series.arguments()).containsExactly("o'host", TIME, TIME.plusSeconds(60), device);
	}

	@Test
	void aSeriesIsDownSampledPerDevice() {
		Statement series = this.statements.series(Kind.CPU, Kind.CPU.metric("busy").orElseThrow(), "web1", null, TIME,
				TIME.plusSeconds(300), 2000);
		assertThat(series.sql())
			.isEqualTo("select `device`, _wstart as `start`, avg(`busy`) as `mean`, min(`busy`) as `low`, "
					+ "max(`busy`) as `high` from `telemetry`.`cpu` where `host` = ? and `ts` >= ? and `ts` < ? "
					+ "partition by `device` interval(2000a) order by `start`");
	}

	@ParameterizedTest
	@EnumSource
	void eachQuestionMarkHasAnArgument(Kind kind) {
		Number[] values = new Number[kind.metrics().size()];
		Arrays.fill(values, 1L);
		Sample sample = new Sample("web1", TIME, List.of(new Measurement(kind, "any", List.of(values))));
		for (Statement statement : List.of(this.statements.insert(sample), this.statements.latest(kind, "web1"),
				this.statements.series(kind, kind.metrics().get(0), "web1", "any", TIME, TIME, 1000),
				this.statements.series(kind, kind.metrics().get(0), "web1", null, TIME, TIME, 1000),
				this.statements.hosts())) {
			assertThat(statement.sql().chars().filter((c) -> c == '?').count()).isEqualTo(statement.arguments().size());
		}
	}

}
