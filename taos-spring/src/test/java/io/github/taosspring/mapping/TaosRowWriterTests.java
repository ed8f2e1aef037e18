package io.github.taosspring.mapping;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.ColumnBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosRowWriter}.
 */
class TaosRowWriterTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123Z");

	private static final int ROWS = 10_000;

	private final TaosMappingContext context = new TaosMappingContext();

	@Test
	void rowsCostNoObject() {
		List<Reading> rows = new ArrayList<>();
		for (int i = 0; i < ROWS; i++) {
			rows.add(new Reading("d" + i % 100, "Oslo", TIME.plusMillis(i), i * 0.5f, i, "note"));
		}
		TaosRowWriter.Appender<Reading> appender = appender(TaosType.FLOAT);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 20; round++) {
			appender.clear();
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < ROWS; i++) {
				appender.append(rows.get(i), i);
			}
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
		}
		assertThat(appender.batch().rows()).isEqualTo(ROWS);
		assertThat(appender.batch().tables()).isEqualTo(100);
		assertThat(least).isLessThan(ROWS);
	}

	@Test
	void rowThatDoesNotFitLeavesTheBatchAsItWas() {
		TaosRowWriter.Appender<Reading> appender = appender(TaosType.FLOAT);
		Reading good = new Reading("d1", "Oslo", TIME, 1, 1, "note");
		assertThat(appender.append(good, 0)).isEqualTo(TaosRowWriter.Tags.FIRST);
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> appender.append(new Reading("d2", "Oslo", TIME, 1, 1, "x".repeat(21)), 1))
			.withMessageContaining("Row 1 (table 'meter_d2'): component 'note' of record Reading, column 'note'");
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> appender.append(new Reading("d.3", "Oslo", TIME, 1, 1, ""), 2))
			.withMessageContaining("'d.3' of component 'deviceId'");
		assertThat(appender.append(good, 3)).isEqualTo(TaosRowWriter.Tags.SAME);
		assertThat(appender.append(new Reading("d2", "Bergen", TIME, 1, 1, ""), 4)).isEqualTo(TaosRowWriter.Tags.FIRST);
		assertThat(appender.append(new Reading("d2", "Oslo", TIME, 1, 1, ""), 5))
			.isEqualTo(TaosRowWriter.Tags.DIFFERENT);
		assertThat(appender.batch().rows()).isEqualTo(4);
		assertThat(appender.firstRows()).extracting(Reading::location).containsExactly("Oslo", "Bergen");
		assertThat(appender.latestRows()).extracting(Reading::location).containsExactly("Oslo", "Oslo");
	}

	@Test
	void rowsGoToTheirTablesInAnyOrderAndThoughTheObjectIsTheSame() {
		@SuperTable("mutable")
		class Mutable {

			@Tag
			@TableName("m_{name}_{id}")
			private String name = "";

			@Tag
			private int id;

			@Ts
			private Instant ts = TIME;

			public String getName() {
				return this.name;
			}

			public int getId() {
				return this.id;
			}

			public Instant getTs() {
				return this.ts;
			}

			public int getValue() {
				return 1;
			}

		}
		BatchSchema schema = BatchSchema.superTable("mutable", TaosPrecision.MILLISECOND)
			.tag("name", TaosType.VARCHAR, 20)
			.tag("id", TaosType.INT, 4)
			.column("ts", TaosType.TIMESTAMP, 8)
			.column("value", TaosType.INT, 4)
			.build();
		TaosRowWriter.Appender<Mutable> appender = new TaosRowWriter<>(this.context.entity(Mutable.class), schema,
				this.context, ZoneId.of("UTC"))
			.appender(ColumnBatch.of(schema), false);
		Mutable row = new Mutable();
		String[] names = { "a", "a", "b", "b", "a" };
		int[] ids = { 1, 1, 1, 2, 1 };
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < names.length; i++) {
				row.name = names[i];
				row.id = ids[i];
				appender.append(row, i);
			}
			for (int i = 0; i < names.length; i++) {
				assertThat(appender.batch().table(i)).isEqualTo("m_" + names[i] + "_" + ids[i]);
			}
			appender.clear();
		}
	}

	@Test
	void roundingNeedsTheMappingsConsent() {
		@SuperTable("rounding")
		record Precise(@Tag int id, @Ts Instant ts, double v) {
		}
		BatchSchema schema = BatchSchema.superTable("rounding", TaosPrecision.MILLISECOND)
			.tag("id", TaosType.INT, 4)
			.column("ts", TaosType.TIMESTAMP, 8)
			.column("v", TaosType.FLOAT, 4)
			.build();
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> new TaosRowWriter<>(this.context.entity(Precise.class), schema, this.context,
					ZoneId.of("UTC")))
			.withMessageContaining("'v'")
			.withMessageContaining("FLOAT")
			.withMessageContaining("component 'v' of record Precise");
	}

	private TaosRowWriter.Appender<Reading> appender(TaosType current) {
		BatchSchema schema = BatchSchema.superTable("meters", TaosPrecision.MILLISECOND)
			.tag("device_id", TaosType.VARCHAR, 255)
			.tag("location", TaosType.VARCHAR, 255)
			.column("ts", TaosType.TIMESTAMP, 8)
			.column("current", current, current.width())
			.column("voltage", TaosType.INT, 4)
			.column("note", TaosType.VARCHAR, 20)
			.build();
		return new TaosRowWriter<>(this.context.entity(Reading.class), schema, this.context, ZoneId.of("UTC"))
			.appender(ColumnBatch.of(schema), false);
	}

	@SuperTable("meters")
	record Reading(@TableName("meter_{deviceId}") @Tag String deviceId, @Tag String location, @Ts Instant ts,
			float current, int voltage, String note) {

	}

}
