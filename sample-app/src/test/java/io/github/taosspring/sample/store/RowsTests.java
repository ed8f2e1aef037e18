package io.github.taosspring.sample.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Measurement;
import io.github.taosspring.sample.measure.Metric;
import io.github.taosspring.sample.measure.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowsTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

	private final TaosMappingContext context = new TaosMappingContext();

	@ParameterizedTest
	@EnumSource
	void eachKindHasASuperTableWithItsMetricsInOrder(Kind kind) {
		TaosEntity<?> entity = this.context.entity(Rows.type(kind));
		assertThat(entity.superTable()).isEqualTo(kind.id());
		assertThat(entity.columns().stream().skip(1).map((column) -> column.name() + " " + column.sqlType()))
			.containsExactlyElementsOf(kind.metrics().stream().map(RowsTests::definition).toList());
		assertThat(entity.timestamp().name()).isEqualTo("ts");
		assertThat(entity.tags()).extracting(TaosEntityColumn::name).containsExactly("host", "device");
	}

	private static String definition(Metric metric) {
		return metric.name() + " " + metric.type();
	}

	@Test
	void aSampleBecomesARowForEachMeasurement() {
		Sample sample = new Sample("web1", TIME,
				List.of(new Measurement(Kind.CPU, "0", Arrays.asList(12.5, null, 3.0, 0.0)),
						new Measurement(Kind.MEMORY, "physical", List.of(50.0, 4L, 4L, 8L))));
		assertThat(Rows.of(sample)).containsExactly(new Rows.Cpu("web1", "0", TIME, 12.5, null, 3.0, 0.0),
				new Rows.Memory("web1", "physical", TIME, 50.0, 4L, 4L, 8L));
	}

	@ParameterizedTest
	@EnumSource
	void eachValueGetsToItsMetric(Kind kind) throws ReflectiveOperationException {
		Number[] values = new Number[kind.metrics().size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (kind.metrics().get(i).type() == Metric.Type.DOUBLE) ? (Number) (i + 0.5) : (Number) (long) i;
		}
		Object row = Rows.of(new Sample("web1", TIME, List.of(new Measurement(kind, "any", List.of(values))))).get(0);
		assertThat(row).isInstanceOf(Rows.type(kind));
		for (int i = 0; i < values.length; i++) {
			assertThat(row.getClass().getRecordComponents()[i + 3].getAccessor().invoke(row)).isEqualTo(values[i]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "`; drop database x; --", "C:\\", "/mnt/Überraschung 🙂", "'", "", "$", "/var/a.b" })
	void anyDeviceHasATableOfItsOwn(String device) {
		TaosEntity<Rows.Cpu> entity = this.context.entity(Rows.Cpu.class);
		String table = entity.childTable(new Rows.Cpu("höst", device, TIME, 1.0, 1.0, 1.0, 1.0));
		assertThat(table).matches("cpu_[0-9a-f]{32}")
			.isNotEqualTo(entity.childTable(new Rows.Cpu("höst" + device, "x", TIME, 1.0, 1.0, 1.0, 1.0)));
	}

}
