package io.github.taosspring.micrometer;

import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.schemaless.Point;
import io.github.taosspring.client.schemaless.PointBatch;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosNamingConvention}.
 */
class TaosNamingConventionTests {

	private final TaosNamingConvention names = new TaosNamingConvention();

	@Test
	void metersAreNamedInSnakeCase() {
		assertThat(name("jvm.memory.used")).isEqualTo("jvm_memory_used");
		assertThat(name("http.server-requests (all)")).isEqualTo("http_server_requests__all_");
		assertThat(name("0xx")).isEqualTo("m_0xx");
		assertThat(name("#comment")).isEqualTo("m__comment");
		assertThat(name("größe")).isEqualTo("gr__e");
		assertThat(name("")).isEqualTo("m_");
		assertThat(name("a".repeat(500))).hasSize(TaosLimits.TABLE_NAME_BYTES);
	}

	@Test
	void tagsDoNotTakeTheNamesOfStatistics() {
		assertThat(this.names.tagKey("uri")).isEqualTo("uri");
		assertThat(this.names.tagKey("event.count")).isEqualTo("tag_event_count");
		assertThat(this.names.tagKey("MAX")).isEqualTo("tag_MAX");
		assertThat(this.names.tagKey("metric.type")).isEqualTo("tag_metric_type");
		assertThat(this.names.tagKey("tbname")).isEqualTo("tag_tbname");
		assertThat(this.names.tagKey("9")).isEqualTo("tag_9");
		assertThat(this.names.tagKey("k".repeat(100)).length()).isLessThanOrEqualTo(TaosLimits.COLUMN_NAME_BYTES);
	}

	@Test
	void valuesKeepWhatALineCanHold() {
		for (String value : new String[] { "/owners/{id}", "a b,c=d", "C:\\Users\\me", "größe 💡", "\"q\"" }) {
			assertThat(this.names.tagValue(value)).isSameAs(value);
		}
		assertThat(this.names.tagValue("a\nb\0c\rd")).isEqualTo("a b c d");
		assertThat(this.names.tagValue("C:\\ x\\")).isEqualTo("C:/ x/");
		assertThat(this.names.tagValue("x".repeat(5000))).hasSize(1024);
		assertThat(this.names.tagValue("x".repeat(1023) + "💡")).isEqualTo("x".repeat(1023));
	}

	@Test
	void whateverAMeterIsCalledALineTakesIt() {
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE);
		for (char odd = 0; odd < 300; odd++) {
			for (String text : new String[] { "" + odd, "a" + odd, odd + "a", "\\" + odd, odd + "\\",
					"a" + odd + odd }) {
				batch.add(Point.measurement(name(text))
					.tag(this.names.tagKey(text), this.names.tagValue(text))
					.field("event_count", 1.0));
			}
		}
		assertThat(batch.points()).isEqualTo(1800);
	}

	private String name(String name) {
		return this.names.name(name, Meter.Type.GAUGE);
	}

}
