package io.github.taosspring.sample.measure;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MeasurementTests {

	@Test
	void needsAValueForEachMetric() {
		assertThatIllegalArgumentException().isThrownBy(() -> Measurement.of(Kind.CPU, "0", 1.0))
			.withMessage("cpu has 4 metrics, not 1");
	}

	@Test
	void needsADevice() {
		assertThatIllegalArgumentException().isThrownBy(() -> Measurement.of(Kind.CPU, " ", 1.0, 1.0, 1.0, 1.0));
	}

	@Test
	void valuesDoNotChangeLater() {
		Number[] values = { 1.0, 2.0, 3.0, 4.0 };
		Measurement measurement = new Measurement(Kind.CPU, "0", Arrays.asList(values));
		values[0] = 9.0;
		assertThat(measurement.value("busy")).isEqualTo(1.0);
	}

	@Test
	void refusesAMetricOfAnotherKind() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Measurement.of(Kind.CPU, "0", 1.0, 1.0, 1.0, 1.0).value("read_rate"));
	}

	@ParameterizedTest
	@EnumSource
	void namesOfKindsAndMetricsAreSafeInSql(Kind kind) {
		assertThat(kind.id()).matches("[a-z]+");
		assertThat(kind.metrics()).extracting(Metric::name)
			.allMatch((name) -> name.matches("[a-z][a-z0-9_]*"))
			.doesNotHaveDuplicates()
			.doesNotContain("ts", "host", "device");
		assertThat(Kind.of(kind.id())).contains(kind);
	}

	@Test
	void unknownKindIsNotFound() {
		assertThat(Kind.of("CPU")).isEmpty();
		assertThat(Kind.of("cpu; drop database x")).isEmpty();
	}

}
