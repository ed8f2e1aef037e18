package io.github.taosspring.sample.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reads the machine that runs the tests.
 */
class OshiMachineTests {

	private final OshiMachine machine = new OshiMachine(null);

	@Test
	void hasANameOfItsOwnUnlessGivenOne() {
		assertThat(this.machine.name()).isNotBlank();
		assertThat(new OshiMachine("other").name()).isEqualTo("other");
		assertThat(new OshiMachine(" ").name()).isEqualTo(this.machine.name());
	}

	@Test
	void memoryIsReadAtOnce() {
		Measurement memory = find(this.machine.read(), Kind.MEMORY, "physical").orElseThrow();
		long total = memory.value("total").longValue();
		assertThat(total).isGreaterThan(Runtime.getRuntime().totalMemory());
		assertThat(memory.value("used").longValue() + memory.value("available").longValue()).isEqualTo(total);
		assertThat(memory.value("used_percent").doubleValue()).isBetween(0.0, 100.0);
	}

	@Test
	void processorsAndRatesAreThereFromTheSecondReadingOn() {
		assertThat(find(this.machine.read(), Kind.CPU, "total")).isEmpty();
		List<Measurement> second = new ArrayList<>();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			second.clear();
			second.addAll(this.machine.read());
			return find(second, Kind.CPU, "total").isPresent();
		});
		Measurement cpu = find(second, Kind.CPU, "total").orElseThrow();
		assertThat(cpu.value("busy").doubleValue()).isBetween(0.0, 100.0);
		Measurement process = find(second, Kind.PROCESS, "all").orElseThrow();
		assertThat(process.value("processes").longValue()).isPositive();
		assertThat(process.value("threads").longValue()).isGreaterThanOrEqualTo(process.value("processes").longValue());
	}

	@Test
	void eachDeviceIsMeasuredOnce() {
		this.machine.read();
		assertThat(this.machine.read()).extracting((each) -> each.kind() + " " + each.device()).doesNotHaveDuplicates();
	}

	private static Optional<Measurement> find(List<Measurement> measurements, Kind kind, String device) {
		return measurements.stream().filter((each) -> each.kind() == kind && each.device().equals(device)).findFirst();
	}

}
