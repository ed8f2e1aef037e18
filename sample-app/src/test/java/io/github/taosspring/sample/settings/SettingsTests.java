package io.github.taosspring.sample.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTests {

	@Test
	void aChangeLeavesWhatItDoesNotName() {
		SettingsChange change = new SettingsChange("  Rack 7 ", null, 15, null, null, null);
		assertThat(change.applyTo(Settings.DEFAULTS)).isEqualTo(new Settings("Rack 7", 1000, 15, 85, 90, 90));
	}

	@ParameterizedTest
	@CsvSource({ "499,5,85,90,90,refreshMillis", "60001,5,85,90,90,refreshMillis", "1000,0,85,90,90,windowMinutes",
			"1000,1441,85,90,90,windowMinutes", "1000,5,0,90,90,cpuWarning", "1000,5,85,101,90,memoryWarning",
			"1000,5,85,90,-1,filesystemWarning" })
	void aValueOutOfRangeIsRefusedByName(int refresh, int window, int cpu, int memory, int filesystem, String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new Settings("x", refresh, window, cpu, memory, filesystem))
			.withMessageStartingWith(name + " must be from ");
	}

	@Test
	void theNameMustSayAnything() {
		SettingsChange change = new SettingsChange("  ", null, null, null, null, null);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> change.applyTo(Settings.DEFAULTS))
			.withMessageStartingWith("displayName");
	}

}
