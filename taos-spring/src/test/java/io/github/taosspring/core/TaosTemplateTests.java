package io.github.taosspring.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taosspring.client.QueryOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.testing.FakeTaosClient;
import io.github.taosspring.testing.FakeTaosResult;
import io.github.taosspring.testing.Results;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;

import static io.github.taosspring.testing.Results.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaosTemplate}.
 */
class TaosTemplateTests {

	private final FakeTaosClient client = new FakeTaosClient();

	private final TaosTemplate taos = new TaosTemplate(this.client);

	@Test
	void argumentsAreWrittenAsLiterals() {
		this.client.answers(3);
		long affected = this.taos.execute("insert into d1 values (?, ?, '?')", Instant.parse("2026-11-23T10:15:30Z"),
				"it's");
		assertThat(affected).isEqualTo(3);
		assertThat(this.client.statements()).singleElement()
			.asString()
			.startsWith("insert into d1 values ('2026-11-23T10:15:30")
			.endsWith(", '?')")
			.doesNotContain("'it's'");
	}

	@Test
	void statementWithoutArgumentsIsSentAsItIs() {
		this.taos.execute("select '?'");
		assertThat(this.client.statements()).containsExactly("select '?'");
	}

	@Test
	void wrongNumberOfArgumentsIsRefusedBeforeItIsSent() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.taos.execute("select ?", 1, 2));
		assertThat(this.client.statements()).isEmpty();
	}

	@Test
	void optionsGoWithTheCallOnly() {
		QueryOptions options = QueryOptions.DEFAULTS.reqId(7).timeout(Duration.ofSeconds(2)).database("power");
		this.taos.with(options).execute("select 1");
		this.taos.execute("select 2");
		assertThat(this.client.callOptions()).containsExactly(options, QueryOptions.DEFAULTS);
	}

	@Test
	void rowsBecomeRecords() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		assertThat(this.taos.query("select * from meters", Reading.class)).containsExactly(
				new Reading(Instant.ofEpochMilli(1), 1.5), new Reading(Instant.ofEpochMilli(2), 2.5),
				new Reading(Instant.ofEpochMilli(3), 3.5));
		assertThat(result.isClosed()).isTrue();
	}

	@Test
	void rowsBecomeWhatTheCallbackMakes() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		List<Double> halves = this.taos.query("select * from meters", (row) -> row.getDouble("CURRENT") / 2);
		assertThat(halves).containsExactly(0.75, 1.25, 1.75);
		assertThat(result.isClosed()).isTrue();
	}

	@Test
	void rowsBecomeMaps() {
		this.client.answers(Results.of()
			.column("b", TaosType.INT)
			.column("a", TaosType.VARCHAR)
			.block(row(1, "x"), row(null, "y"))
			.build());
		List<Map<String, @Nullable Object>> maps = this.taos.queryForList("select b, a from t");
		assertThat(maps).hasSize(2);
		assertThat(maps.get(0)).containsExactly(Map.entry("b", 1), Map.entry("a", "x"));
		assertThat(maps.get(1)).containsEntry("b", null);
	}

	@Test
	void nullOfASingleValueIsANullElement() {
		this.client.answers(Results.of().column("v", TaosType.INT).block(row(1), row((Object) null)).build());
		List<@Nullable Integer> values = this.taos.query("select v from t", Integer.class);
		assertThat(values).containsExactly(1, null);
	}

	@Test
	void singleObjectNeedsExactlyOneRow() {
		this.client.answers(count(42L));
		assertThat(this.taos.queryForObject("select count(*) from t", long.class)).isEqualTo(42);
		this.client.answers(count());
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.taos.queryForObject("select count(*) from t", long.class));
		this.client.answers(count(1L, 2L));
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.taos.queryForObject("select count(*) from t", long.class));
		this.client.answers(count(1L, 2L));
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.taos.queryForMap("select count(*) from t"));
	}

	@Test
	void optionalIsEmptyWithoutARowAndForNull() {
		this.client.answers(count());
		assertThat(this.taos.queryForOptional("select count(*) from t", Long.class)).isEmpty();
		this.client.answers(count((Long) null));
		assertThat(this.taos.queryForOptional("select count(*) from t", Long.class)).isEmpty();
		this.client.answers(count(5L));
		assertThat(this.taos.queryForOptional("select count(*) from t", Long.class)).contains(5L);
	}

	@Test
	void streamTakesBlocksAsItIsReadAndClosesItsResult() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		try (Stream<Reading> stream = this.taos.queryForStream("select * from meters", Reading.class)) {
			assertThat(result.blocksTaken()).isZero();
			assertThat(stream.findFirst()).contains(new Reading(Instant.ofEpochMilli(1), 1.5));
			assertThat(result.blocksTaken()).isEqualTo(1);
			assertThat(result.isClosed()).isFalse();
		}
		assertThat(result.isClosed()).isTrue();
	}

	@Test
	void streamReadToItsEndLeavesNothingOpen() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		assertThat(this.taos.queryForStream("select * from meters", (row) -> row.getLong(0))).containsExactly(1L, 2L,
				3L);
		assertThat(result.isClosed()).isTrue();
	}

	@Test
	void streamTranslatesFailuresOfLaterBlocks() {
		FakeTaosResult result = twoReadings().failAtEnd(TaosErrors.connectionBroken("gone", 1, null));
		this.client.answers(result);
		try (Stream<Reading> stream = this.taos.queryForStream("select * from meters", Reading.class)) {
			assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(stream::toList);
		}
		assertThat(result.isClosed()).isTrue();
	}

	@Test
	void resultIsClosedWhenMappingFails() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> this.taos.query("select * from meters", Other.class));
		assertThat(result.isClosed()).isTrue();
		FakeTaosResult streamed = twoReadings();
		this.client.answers(streamed);
		assertThatExceptionOfType(TaosMappingException.class)
			.isThrownBy(() -> this.taos.queryForStream("select * from meters", Other.class));
		assertThat(streamed.isClosed()).isTrue();
	}

	@Test
	void wrongUseOfTheRowIsTranslated() {
		this.client.answers(twoReadings());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.taos.query("select * from meters", (row) -> row.getInt("nowhere")))
			.withMessageContaining("nowhere");
	}

	@Test
	void failuresOfTheServerAreTranslatedWithTheirCode() {
		this.client.fails(TaosErrors.fromServer("query", 0x2603, "Table does not exist", 1));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.taos.query("select * from nowhere where a = ?", Reading.class, "secret argument"))
			.withMessageContaining("select * from nowhere where a = ?")
			.withMessageNotContaining("secret argument");
	}

	@Test
	void extractorReadsTheWholeResult() {
		FakeTaosResult result = twoReadings();
		this.client.answers(result);
		double sum = this.taos.extract("select current from meters where ts > ?", (rows) -> {
			double total = 0;
			while (rows.next()) {
				total += rows.getDouble(1);
			}
			return total;
		}, Instant.EPOCH);
		assertThat(sum).isEqualTo(7.5);
		assertThat(result.isClosed()).isTrue();
	}

	private static FakeTaosResult twoReadings() {
		return Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("current", TaosType.DOUBLE)
			.block(row(Instant.ofEpochMilli(1), 1.5), row(Instant.ofEpochMilli(2), 2.5))
			.block(row(Instant.ofEpochMilli(3), 3.5))
			.build();
	}

	private static FakeTaosResult count(@Nullable Long... counts) {
		Results results = Results.of().column("count(*)", TaosType.BIGINT);
		for (Long count : counts) {
			results.block(row(count));
		}
		return results.build();
	}

	record Reading(Instant ts, double current) {

	}

	record Other(Instant ts, double voltage) {

	}

}
