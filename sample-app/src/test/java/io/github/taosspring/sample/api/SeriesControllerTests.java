package io.github.taosspring.sample.api;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesControllerTests {

	@ParameterizedTest
	@CsvSource({ "1,60,1000", "1,2000,1000", "5,150,2000", "5,100,3000", "5,1,300000", "60,150,24000",
			"1440,150,576000", "10080,2000,303000" })
	void windowsAreWholeSecondsAndNoMoreThanTheNumberOfPoints(int minutes, int points, long millis) {
		Duration range = Duration.ofMinutes(minutes);
		assertThat(SeriesController.intervalMillis(range, points)).isEqualTo(millis);
		assertThat((range.toMillis() + millis - 1) / millis).isLessThanOrEqualTo(points);
	}

}
