package io.github.taosspring.sample.alarm;

import java.time.Instant;
import java.util.List;

import io.github.taosspring.sample.store.Gauge;
import io.github.taosspring.sample.store.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AlarmListenerTests {

	private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

	private final AlarmFeed feed = new AlarmFeed();

	private final AlarmListener listener = new AlarmListener(new AlarmProperties(85, 90, 95), this.feed);

	@Test
	void anAlarmIsRaisedOnceAndEndedOnce() {
		check(Topics.CPU, "total", 50, 85, 99, 84.9, 10);
		assertThat(this.feed.latest()).extracting(Alarm::raised).containsExactly(true, false);
		assertThat(this.feed.latest().get(0))
			.isEqualTo(new Alarm(START.plusSeconds(1), "vm", "cpu", "total", "busy", 85, 85, true));
		assertThat(this.feed.latest().get(1).time()).isEqualTo(START.plusSeconds(3));
	}

	@Test
	void rowsThatComeAgainChangeNothing() {
		check(Topics.MEMORY, "physical", 95, 50);
		check(Topics.MEMORY, "physical", 95, 50);
		assertThat(this.feed.latest()).hasSize(2);
	}

	@Test
	void eachTopicHasItsThresholdAndEachDeviceItsState() {
		check(Topics.DISK, "/", 94);
		assertThat(this.feed.latest()).isEmpty();
		check(Topics.DISK, "/data", 95);
		check(Topics.MEMORY, "swap", 94);
		assertThat(this.feed.latest()).extracting(Alarm::device).containsExactly("/data", "swap");
		assertThat(this.feed.latest()).extracting(Alarm::kind).containsExactly("filesystem", "memory");
	}

	@Test
	void aBusyCoreAloneAndAMissingValueAreNoAlarm() {
		check(Topics.CPU, "0", 100);
		this.listener.check(List.of(new Gauge("vm", "total", START, null)), Topics.CPU);
		assertThat(this.feed.latest()).isEmpty();
	}

	@Test
	void aThresholdOutOfRangeIsRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AlarmProperties(85, 0, 90))
			.withMessageContaining("sample.alarms.memory");
		assertThatIllegalArgumentException().isThrownBy(() -> new AlarmProperties(101, 90, 90))
			.withMessageContaining("sample.alarms.cpu");
	}

	private void check(String topic, String device, double... values) {
		for (int i = 0; i < values.length; i++) {
			this.listener.check(List.of(new Gauge("vm", device, START.plusSeconds(i), values[i])), topic);
		}
	}

}
