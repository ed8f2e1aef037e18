package io.github.taosspring.mapping;

import java.beans.Transient;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosMappingContext} and the mappings that it makes.
 */
class TaosMappingContextTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123Z");

	private final TaosMappingContext context = new TaosMappingContext();

	@Test
	void recordBecomesASuperTable() {
		TaosEntity<Reading> entity = this.context.entity(Reading.class);
		assertThat(entity.superTable()).isEqualTo("meters");
		assertThat(columns(entity.columns())).containsExactly("ts TIMESTAMP", "current FLOAT", "voltage INT",
				"note VARCHAR(20)");
		assertThat(columns(entity.tags())).containsExactly("device_id VARCHAR(255)", "location VARCHAR(255)");
		assertThat(entity.timestamp().propertyName()).isEqualTo("ts");
		assertThat(entity.compositeKey()).isNull();
		assertThat(entity.childTable(new Reading("D7", "Oslo", TIME, 1, 2, null))).isEqualTo("meter_D7");
		assertThat(this.context.entity(Reading.class)).isSameAs(entity);
	}

	@Test
	void timestampAndKeyComeFirstWhereverTheyStand() {
		TaosEntity<Keyed> entity = this.context.entity(Keyed.class);
		assertThat(columns(entity.columns())).containsExactly("at TIMESTAMP", "seq INT UNSIGNED", "v DOUBLE");
		assertThat(entity.compositeKey()).isNotNull().extracting(TaosEntityColumn::propertyName).isEqualTo("sequence");
		assertThat(entity.superTable()).isEqualTo("keyed");
	}

	@Test
	void everyTypeHasAColumn() {
		assertThat(columns(this.context.entity(AllTypes.class).columns())).containsExactly("ts TIMESTAMP", "flag BOOL",
				"i8 TINYINT", "i16 SMALLINT", "i32 INT", "i64 BIGINT", "u8 TINYINT UNSIGNED", "u16 SMALLINT UNSIGNED",
				"u32 INT UNSIGNED", "u64 BIGINT UNSIGNED", "f FLOAT", "d DOUBLE", "small DECIMAL(10, 2)",
				"big DECIMAL(38, 10)", "text VARCHAR(255)", "unicode NCHAR(30)", "day VARCHAR(64)", "id VARCHAR(36)",
				"ch VARCHAR(4)", "bytes VARBINARY(255)", "shape GEOMETRY(100)", "blob BLOB", "local TIMESTAMP",
				"maybe INT", "took BIGINT");
		assertThat(this.context.entity(AllTypes.class).columns().get(12).definition().type())
			.isEqualTo(TaosType.DECIMAL64);
		assertThat(columns(this.context.entity(AllTypes.class).tags())).containsExactly("info JSON");
	}

	@Test
	void beanMapsByItsGettersInTheOrderOfItsFields() {
		TaosEntity<Bean> entity = this.context.entity(Bean.class);
		assertThat(columns(entity.columns())).containsExactly("ts TIMESTAMP", "zeta INT", "alpha INT");
		assertThat(columns(entity.tags())).containsExactly("site NCHAR(16)");
		Bean bean = new Bean();
		bean.setSite("Oslo");
		assertThat(entity.childTable(bean)).isEqualTo("bean_Oslo");
	}

	@Test
	void namingStrategyGivesNamesThatAnnotationsDoNot() {
		assertThat(NamingStrategy.SNAKE_CASE.column("HTTPCallCount2xx")).isEqualTo("http_call_count2xx");
		TaosMappingContext asIs = this.context.withNamingStrategy(NamingStrategy.AS_IS);
		assertThat(asIs.entity(Keyed.class).superTable()).isEqualTo("Keyed");
		assertThat(columns(asIs.entity(Reading.class).tags())).startsWith("deviceId VARCHAR(255)");
	}

	@Test
	void composedAnnotationsCount() {
		assertThat(columns(this.context.entity(Composed.class).tags())).containsExactly("Site NCHAR(12)");
	}

	@Test
	void componentCanBeTheTablesName() {
		TaosEntity<Named> entity = this.context.entity(Named.class);
		assertThat(columns(entity.columns())).containsExactly("ts TIMESTAMP", "v INT");
		assertThat(entity.childTable(new Named("Any Name", TIME, 1, "x"))).isEqualTo("Any Name");
	}

	@Test
	void withoutATemplateTheNameIsAHashOfTheTags() {
		TaosEntity<Hashed> entity = this.context.entity(Hashed.class);
		String table = entity.childTable(new Hashed("a", "bc", 1L, TIME, 1));
		assertThat(table).matches("hashed_[0-9a-f]{32}")
			.isEqualTo(new TaosMappingContext().entity(Hashed.class)
				.childTable(new Hashed("a", "bc", 1L, TIME.plusSeconds(1), 2)))
			.isNotEqualTo(entity.childTable(new Hashed("ab", "c", 1L, TIME, 1)))
			.isNotEqualTo(entity.childTable(new Hashed("a", "bc", null, TIME, 1)));
		assertThat(entity.childTable(new Hashed(null, "-", 1L, TIME, 1)))
			.isNotEqualTo(entity.childTable(new Hashed("-", null, 1L, TIME, 1)));
	}

	@Test
	void namesThatNoTableCanHaveAreRefusedWithTheComponent() {
		TaosEntity<Reading> entity = this.context.entity(Reading.class);
		refused(() -> entity.childTable(new Reading("a.b", "x", TIME, 1, 1, null)), "'a.b'",
				"component 'deviceId' of record Reading", "no dot");
		refused(() -> entity.childTable(new Reading("x".repeat(193), "x", TIME, 1, 1, null)), "meter_{deviceId}",
				"199 bytes", "192");
		refused(() -> entity.childTable(new Reading("ü".repeat(94), "x", TIME, 1, 1, null)), "194 bytes");
		refused(() -> entity.childTable(new Reading("`", "x", TIME, 1, 1, null)), "back-quote");
		refused(() -> entity.childTable(new Reading(null, "x", TIME, 1, 1, null)), "deviceId", "null");
		refused(() -> this.context.entity(Named.class).childTable(new Named("", TIME, 1, "x")), "must not be empty");
	}

	@Test
	void templatesOfTwoSuperTablesThatGiveTheSameNamesAreRefused() {
		@SuperTable
		record First(@TableName("d_{id}") @Tag String id, @Ts Instant ts, int v) {
		}
		@SuperTable
		record Second(@TableName("d_{name}") @Tag String name, @Ts Instant ts, int v) {
		}
		@SuperTable("first")
		record View(@TableName("d_{id}") @Tag String id, @Ts Instant ts, int v) {
		}
		@SuperTable
		record Third(@TableName("e_{name}") @Tag String name, @Ts Instant ts, int v) {
		}
		this.context.entity(First.class);
		this.context.entity(View.class);
		this.context.entity(Third.class);
		refused(() -> this.context.entity(Second.class), "'first'", "Second", "'d_{name}'", "0x061D", "@TableName");
	}

	@Test
	void mistakesAreNamed() {
		refused(() -> this.context.entity(String.class), "class String", "@SuperTable");
		Object anonymous = new Object() {
		};
		refused(() -> this.context.entity(anonymous.getClass()), "class " + anonymous.getClass().getName(),
				"not annotated with @SuperTable");
		@SuperTable
		record NoTimestamp(@Tag int id, int v) {
		}
		refused(() -> this.context.entity(NoTimestamp.class), "record NoTimestamp", "@Ts", "0 are");
		@SuperTable
		record TwoTimestamps(@Tag int id, @Ts Instant a, @Ts Instant b) {
		}
		refused(() -> this.context.entity(TwoTimestamps.class), "@Ts", "2 are");
		@SuperTable
		record NoTag(@Ts Instant ts, int v) {
		}
		refused(() -> this.context.entity(NoTag.class), "@Tag");
		@SuperTable
		record NoColumn(@Ts Instant ts, @Tag int id) {
		}
		refused(() -> this.context.entity(NoColumn.class), "beside its timestamp");
		@SuperTable
		record Unknown(@Ts Instant ts, @Tag int id, Duration took) {
		}
		refused(() -> this.context.entity(Unknown.class), "component 'took' of record Unknown", "java.time.Duration",
				"@Column(type");
		@SuperTable
		record Decimal(@Ts Instant ts, @Tag int id, BigDecimal price) {
		}
		refused(() -> this.context.entity(Decimal.class), "'price'", "precision");
		@SuperTable
		record FloatKey(@Ts Instant ts, @CompositeKey float key, @Tag int id, int v) {
		}
		refused(() -> this.context.entity(FloatKey.class), "'key'", "FLOAT");
		@SuperTable
		record Twice(@Ts Instant ts, @Tag int id, int someName, @Column("some_name") int other) {
		}
		refused(() -> this.context.entity(Twice.class), "'some_name'");
		@SuperTable
		record BothRoles(@Ts Instant ts, @Tag @CompositeKey int id, int v) {
		}
		refused(() -> this.context.entity(BothRoles.class), "'id'", "only one of");
		@SuperTable
		record TwoJson(@Ts Instant ts, @Tag Map<String, String> a, @Tag int b, int v) {
		}
		refused(() -> this.context.entity(TwoJson.class), "JSON", "only tag");
		@SuperTable
		record JsonColumn(@Ts Instant ts, @Tag int b, @Column(type = TaosType.JSON) String v) {
		}
		refused(() -> this.context.entity(JsonColumn.class), "'v'", "tags only");
		@SuperTable
		record Wide(@Ts Instant ts, @Tag int b, @Column(length = 65_517) String v, long w) {
		}
		refused(() -> this.context.entity(Wide.class), "row", "65531");
		@SuperTable
		record BadTemplate(@TableName("d_{nothing}") @Tag String id, @Ts Instant ts, int v) {
		}
		refused(() -> this.context.entity(BadTemplate.class), "d_{nothing}", "there is no 'nothing'");
		@SuperTable
		record TimeInName(@TableName("d_{ts}") @Tag String id, @Ts Instant ts, int v) {
		}
		refused(() -> this.context.entity(TimeInName.class), "component 'ts'", "java.time.Instant");
		@SuperTable
		record DotInName(@TableName("d.{id}") @Tag String id, @Ts Instant ts, int v) {
		}
		refused(() -> this.context.entity(DotInName.class), "dot");
		@SuperTable("x.y")
		record DotInSuperTable(@Tag String id, @Ts Instant ts, int v) {
		}
		refused(() -> this.context.entity(DotInSuperTable.class), "'x.y'", "dot");
	}

	@Test
	void oneSuperTableTakesTheMappingWithTheMostColumns() {
		@SuperTable("meters")
		record OnlyCurrent(@TableName("meter_{deviceId}") @Tag String deviceId, @Ts Instant ts, float current) {
		}
		this.context.entity(OnlyCurrent.class);
		this.context.entity(Reading.class);
		this.context.entity(Keyed.class);
		assertThat(this.context.superTables()).extracting(TaosEntity::type)
			.<Class<?>>map((type) -> type)
			.containsExactlyInAnyOrder(Reading.class, Keyed.class);
		@SuperTable("meters")
		record Different(@TableName("meter_{deviceId}") @Tag String deviceId, @Ts Instant ts, double current) {
		}
		this.context.entity(Different.class);
		refused(this.context::superTables, "Different", "column 'current'", "must have all");
	}

	private static List<String> columns(List<TaosEntityColumn> columns) {
		return columns.stream().map((column) -> column.name() + " " + column.sqlType()).toList();
	}

	private static void refused(Runnable action, String... parts) {
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(action::run)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

	@SuperTable("meters")
	record Reading(@TableName("meter_{deviceId}") @Tag @Nullable String deviceId, @Tag String location, @Ts Instant ts,
			float current, int voltage, @Column(length = 20) @Nullable String note) {

	}

	@SuperTable
	record Keyed(@Tag int id, double v, @CompositeKey(name = "seq", type = TaosType.INT_UNSIGNED) long sequence,
			@Ts("at") long time) {

	}

	@SuperTable
	record AllTypes(@Ts Instant ts, boolean flag, byte i8, short i16, int i32, long i64,
			@Column(type = TaosType.TINYINT_UNSIGNED) short u8, @Column(type = TaosType.SMALLINT_UNSIGNED) int u16,
			@Column(type = TaosType.INT_UNSIGNED) long u32, @Column(type = TaosType.BIGINT_UNSIGNED) long u64, float f,
			double d, @Column(precision = 10, scale = 2) BigDecimal small,
			@Column(precision = 38, scale = 10) BigDecimal big, String text,
			@Column(type = TaosType.NCHAR, length = 30) String unicode, DayOfWeek day, UUID id, char ch, byte[] bytes,
			@Column(type = TaosType.GEOMETRY, length = 100) byte[] shape, @Column(type = TaosType.BLOB) byte[] blob,
			LocalDateTime local, Optional<Integer> maybe, @Column(type = TaosType.BIGINT) Duration took,
			@Tag Map<String, Object> info) {

	}

	@SuperTable
	record Hashed(@Tag @Nullable String a, @Tag @Nullable String b, @Tag @Nullable Long c, @Ts Instant ts, int v) {

	}

	@SuperTable
	record Named(@TableName String table, @Ts Instant ts, int v, @Tag String site) {

	}

	@SuperTable
	record Composed(@Ts Instant ts, int v, @SiteTag String place) {

	}

	@Tag(name = "Site", type = TaosType.NCHAR, length = 12)
	@Retention(RetentionPolicy.RUNTIME)
	@interface SiteTag {

	}

	@SuperTable
	@TableName("bean_{site}")
	static class Bean {

		@Ts
		private @Nullable Instant ts;

		private int zeta;

		private int alpha;

		@Tag(type = TaosType.NCHAR, length = 16)
		private @Nullable String site;

		private transient int ignored;

		public @Nullable Instant getTs() {
			return this.ts;
		}

		public void setTs(Instant ts) {
			this.ts = ts;
		}

		public int getZeta() {
			return this.zeta;
		}

		public void setZeta(int zeta) {
			this.zeta = zeta;
		}

		public int getAlpha() {
			return this.alpha;
		}

		public void setAlpha(int alpha) {
			this.alpha = alpha;
		}

		public @Nullable String getSite() {
			return this.site;
		}

		public void setSite(String site) {
			this.site = site;
		}

		public int getIgnored() {
			return this.ignored;
		}

		public void setIgnored(int ignored) {
			this.ignored = ignored;
		}

		@Transient
		public int getSum() {
			return this.zeta + this.alpha;
		}

	}

}
