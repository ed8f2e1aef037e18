package io.github.taosspring.sample.measure;

import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor.TickType;

import static org.assertj.core.api.Assertions.assertThat;

class CpuTicksTests {

	private final long[] before = new long[TickType.values().length];

	private final long[] now = new long[TickType.values().length];

	@Test
	void sharesAreOfAllTicksThatPassed() {
		set(TickType.USER, 1000, 1020);
		set(TickType.NICE, 50, 55);
		set(TickType.SYSTEM, 300, 310);
		set(TickType.IRQ, 7, 8);
		set(TickType.SOFTIRQ, 20, 24);
		set(TickType.IOWAIT, 90, 100);
		set(TickType.IDLE, 5000, 5050);
		Measurement cpu = CpuTicks.between("0", this.before, this.now);
		assertThat(cpu.device()).isEqualTo("0");
		assertThat(cpu.value("user")).isEqualTo(25.0);
		assertThat(cpu.value("system")).isEqualTo(15.0);
		assertThat(cpu.value("iowait")).isEqualTo(10.0);
		assertThat(cpu.value("busy")).isEqualTo(40.0);
	}

	@Test
	void timeStolenByTheHypervisorCountsAsBusy() {
		set(TickType.STEAL, 0, 30);
		set(TickType.IDLE, 0, 70);
		assertThat(CpuTicks.between("0", this.before, this.now).value("busy")).isEqualTo(30.0);
	}

	@Test
	void noTicksMeanNoValues() {
		assertThat(CpuTicks.between("0", this.before, this.now).hasValues()).isFalse();
	}

	@Test
	void counterThatWentBackwardsIsLeftOut() {
		set(TickType.IOWAIT, 100, 60);
		set(TickType.USER, 0, 50);
		set(TickType.IDLE, 0, 50);
		Measurement cpu = CpuTicks.between("0", this.before, this.now);
		assertThat(cpu.value("iowait")).isEqualTo(0.0);
		assertThat(cpu.value("busy")).isEqualTo(50.0);
	}

	private void set(TickType type, long before, long now) {
		this.before[type.getIndex()] = before;
		this.now[type.getIndex()] = now;
	}

}
