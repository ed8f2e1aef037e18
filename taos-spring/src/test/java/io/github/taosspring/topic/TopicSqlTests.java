package io.github.taosspring.topic;

import java.time.Instant;
import java.util.List;

import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TopicSql}.
 */
class TopicSqlTests {

	private final TopicSql sql = new TopicSql(new TaosMappingContext(), "power");

	@Test
	void aQueryIsTakenAsItIs() {
		assertThat(this.sql.create(TaosTopic.named("High").as(" select * from meters where voltage > 240 ")))
			.isEqualTo("create topic if not exists `High` as select * from meters where voltage > 240");
	}

	@Test
	void aMappedTypeIsAQueryOfItsColumnsTagsAndTable() {
		assertThat(this.sql.create(TaosTopic.named("t").of(Reading.class).where("voltage > 240")))
			.isEqualTo("create topic if not exists `t` as select tbname, `ts`, `voltage`, `location` from `Meters` "
					+ "where voltage > 240");
		assertThat(this.sql.create(TaosTopic.named("t").of(Reading.class).inDatabase("Other")))
			.endsWith("from `Other`.`Meters`");
	}

	@Test
	void superTablesAndDatabasesCanTellOfChanges() {
		assertThat(this.sql.create(TaosTopic.named("t").asStable("Meters").where("location = 'x'").withMeta()))
			.isEqualTo("create topic if not exists `t` with meta as stable `Meters` where location = 'x'");
		assertThat(this.sql.create(TaosTopic.named("t").asStable(Reading.class)))
			.isEqualTo("create topic if not exists `t` as stable `Meters`");
		assertThat(this.sql.create(TaosTopic.named("t").asDatabase().onlyMeta()))
			.isEqualTo("create topic if not exists `t` only meta as database `power`");
		assertThat(this.sql.create(TaosTopic.named("t").asDatabase("Other")))
			.isEqualTo("create topic if not exists `t` as database `Other`");
	}

	@Test
	void whatATopicCannotHaveIsRefused() {
		TaosTopic query = TaosTopic.named("t").as("select * from meters");
		assertThatIllegalStateException().isThrownBy(query::withMeta).withMessageContaining("'t' is on a query");
		assertThatIllegalStateException().isThrownBy(() -> query.where("a > 1")).withMessageContaining("its query");
		assertThatIllegalStateException().isThrownBy(() -> query.inDatabase("x")).withMessageContaining("its query");
		assertThatIllegalStateException().isThrownBy(() -> TaosTopic.named("t").asDatabase().where("a > 1"))
			.withMessageContaining("whole database");
		assertThatIllegalStateException()
			.isThrownBy(() -> new TopicSql(new TaosMappingContext(), null).create(TaosTopic.named("t").asDatabase()))
			.withMessageContaining("asDatabase(...)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create topic t as select * from meters where a = 'X'",
			"create topic if not exists `t` as select * from power.meters where a = 'X'",
			"create topic T as  select *\n from `power`.`meters` where a='X';" })
	void aQueryThatMeansTheSameIsNoDifference(String existing) {
		TaosTopic topic = TaosTopic.named("t").as("SELECT * FROM meters WHERE a = 'X'");
		assertThat(this.sql.difference(topic, existing(TaosTopicKind.QUERY, "power", existing))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create topic t as select * from meters where a = 'x'",
			"create topic t as select * from Other.meters where a = 'X'", "create topic t as select * from meters",
			"create topic t as select * from `Meters` where a = 'X'" })
	void anotherQueryIsADifference(String existing) {
		TaosTopic topic = TaosTopic.named("t").as("select * from meters where a = 'X'");
		assertThat(this.sql.difference(topic, existing(TaosTopicKind.QUERY, "power", existing))).isEqualTo(existing);
	}

	@Test
	void theSameQueryInAnotherDatabaseIsADifference() {
		TaosTopicDescription existing = existing(TaosTopicKind.QUERY, "other", "create topic t as select * from m");
		assertThat(this.sql.difference(TaosTopic.named("t").as("select * from m"), existing)).contains("'other'");
		assertThat(this.sql.difference(TaosTopic.named("t").as("select * from other.m"), existing)).isNull();
	}

	@Test
	void kindMetaConditionAndDatabaseCount() {
		TaosTopicDescription stable = existing(TaosTopicKind.STABLE, "power",
				"create topic t with meta as stable power.`Meters` where g > 1");
		TaosTopic topic = TaosTopic.named("t").asStable("Meters").where("g > 1");
		assertThat(this.sql.difference(topic.withMeta(), stable)).isNull();
		assertThat(this.sql.difference(topic, stable)).isNotNull();
		assertThat(this.sql.difference(topic.onlyMeta(), stable)).isNotNull();
		assertThat(this.sql.difference(TaosTopic.named("t").asStable("Meters").withMeta(), stable)).isNotNull();
		assertThat(this.sql.difference(TaosTopic.named("t").asDatabase().withMeta(), stable)).isNotNull();
		TaosTopicDescription database = existing(TaosTopicKind.DATABASE, "power",
				"create topic if not exists `t` with meta as   database  power");
		assertThat(this.sql.difference(TaosTopic.named("t").asDatabase().withMeta(), database)).isNull();
		assertThat(this.sql.difference(TaosTopic.named("t").asDatabase("other").withMeta(), database)).isNotNull();
	}

	private static TaosTopicDescription existing(TaosTopicKind kind, String database, String sql) {
		return new TaosTopicDescription("t", database, kind, sql.contains("meta"), List.of(), sql);
	}

	@SuperTable("Meters")
	record Reading(@TableName String table, @Ts Instant ts, int voltage, @Tag String location) {

	}

}
