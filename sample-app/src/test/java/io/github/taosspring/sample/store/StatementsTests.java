package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.List;

import io.github.taosspring.sample.measure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementsTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

	private final Statements statements = new Statements();

	@Test
	void hostsAndDevicesAreArgumentsNotText() {
		String device = "x'); drop database telemetry; --";
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
					+ "max(`busy`) as `high` from `cpu` where `host` = ? and `ts` >= ? and `ts` < ? "
					+ "partition by `device` interval(2000a) order by `start`");
	}

	@ParameterizedTest
	@EnumSource
	void eachQuestionMarkHasAnArgument(Kind kind) {
		for (Statement statement : List.of(this.statements.latest(kind, "web1"),
				this.statements.series(kind, kind.metrics().get(0), "web1", "any", TIME, TIME, 1000),
				this.statements.series(kind, kind.metrics().get(0), "web1", null, TIME, TIME, 1000),
				this.statements.hosts())) {
			assertThat(statement.sql().chars().filter((c) -> c == '?').count()).isEqualTo(statement.arguments().size());
		}
	}

}
