package io.github.taosspring.readme;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.test.EmbeddedTaos;
import io.github.taosspring.topic.TaosTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what README.md shows of an application with Spring.
 */
@SpringBootTest
@EmbeddedTaos(database = "power")
class MetersTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void keepsWhatItStored(@Autowired Meters meters, Faults faults) {
		List<Reading> readings = List.of(new Reading("1", "Oslo", START, 10.5f, 230, null),
				new Reading("1", "Oslo", START.plusSeconds(60), 10.25f, 232, "rather high \uD83D\uDE00"),
				new Reading("2", "Bergen", START, 9, 228, null));
		meters.store(readings);
		faults.dropConnections(); // the next call connects again
		assertThat(meters.last("Oslo")).containsExactly(readings.get(1));
		try (Stream<Meters.Minute> minutes = meters.minutes(START)) {
			assertThat(minutes).containsExactly(new Meters.Minute(START, 229),
					new Meters.Minute(START.plusSeconds(60), 232));
		}
		assertThat(meters.sum()).isEqualTo(690);
	}

	@SpringBootApplication
	static class Application {

		@Bean
		TaosTopic highVoltage() { // made before the listeners start
			return TaosTopic.named("high_voltage").as("select * from meters where voltage > 240");
		}

	}

}

@SuperTable("meters")
record Reading(@TableName("meter_{deviceId}") @Tag String deviceId, @Tag String location, @Ts Instant ts, float current,
		int voltage, @Column(length = 20) @Nullable String note) {
}

@Service
class Meters {

	private final TaosTemplate taos;

	Meters(TaosTemplate taos) {
		this.taos = taos;
	}

	void store(List<Reading> readings) { // bound, column by column
		this.taos.insertAll(readings);
	}

	List<Reading> last(String location) {
		return this.taos.query(
				"select last_row(*), device_id, location from meters where location = ? partition by tbname",
				Reading.class, location);
	}

	record Minute(Instant _wstart, double avg) {
	}

	Stream<Minute> minutes(Instant since) { // reads block by block, to be closed
		return this.taos.queryForStream("select _wstart, avg(voltage) avg from meters where ts >= ? interval(1m)",
				Minute.class, since);
	}

	double sum() { // no object per row
		try (TaosResult result = this.taos.client().query("select voltage from meters")) {
			double sum = 0;
			for (Block block : result.blocks()) {
				for (int row = 0; row < block.rows(); row++) {
					if (!block.isNull(0, row)) {
						sum += block.getInt(0, row);
					}
				}
			}
			return sum;
		}
	}

}
