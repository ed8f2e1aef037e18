package io.github.taosspring.listener;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.client.wire.BlockEncoder;
import io.github.taosspring.client.wire.RawBlock;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeadLetterRecoverer} with a server.
 */
class DeadLetterRecovererTests {

	private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

	private static final TestServer server = new TestServer("containers_dead");

	private static TaosClient client;

	private final DeadLetterRecoverer recoverer = new DeadLetterRecoverer(new TaosTemplate(client));

	@BeforeAll
	static void connect() {
		client = TaosClient.connect(server.databaseUrl());
	}

	@AfterAll
	static void close() {
		client.close();
		server.close();
	}

	private static TaosListenerFailure failure(String topic, TmqMessage message, int firstRow, int endRow) {
		return new TaosListenerFailure("alarms", topic + "_group", message,
				new IllegalStateException("no", new IllegalArgumentException("because")), firstRow, endRow);
	}

	private static TmqMessage message(String topic, String text, long... values) {
		List<TaosColumn> columns = List.of(new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0),
				new TaosColumn("v", TaosType.BIGINT, 8, 0, 0), new TaosColumn("t", TaosType.VARCHAR, 60_000, 0, 0));
		BlockEncoder encoder = new BlockEncoder(columns);
		for (long value : values) {
			encoder.column(0).appendLong(value);
			encoder.column(1).appendLong(value);
			encoder.column(2).appendString(text);
		}
		RawBlock block = RawBlock.read(encoder.finish(), columns, TaosPrecision.MILLISECOND);
		return TmqMessage.of(new TmqTopicPartition(topic, 7), "power", 42, List.of(new TmqBlock("d1", 1, block)),
				List.of());
	}

	private List<DeadLetter> letters(String topic) {
		return new TaosTemplate(client).query(
				"select * from taos_dead_letters where topic_name = ? order by row_index, part", DeadLetter.class,
				topic);
	}

	@Test
	void theRowsThatFailedAreWrittenWithWhereTheyCameFrom() {
		this.recoverer.setCreateSuperTable(true);
		this.recoverer.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
		this.recoverer.recover(failure("two_rows", message("two_rows", "é\"", 1, 2, 3), 1, 3));
		assertThat(letters("two_rows")).containsExactly(new DeadLetter("two_rows", 7, "two_rows_group", "alarms", NOW,
				"42-1-0", "{\"ts\":\"1970-01-01T00:00:00.002Z\",\"v\":2,\"t\":\"é\\\"\"}", 0, 1, "d1",
				"java.lang.IllegalStateException: no; caused by java.lang.IllegalArgumentException: because", 1, 42, 1),
				new DeadLetter("two_rows", 7, "two_rows_group", "alarms", NOW, "42-2-0",
						"{\"ts\":\"1970-01-01T00:00:00.003Z\",\"v\":3,\"t\":\"é\\\"\"}", 0, 1, "d1",
						"java.lang.IllegalStateException: no; caused by java.lang.IllegalArgumentException: because", 1,
						42, 2));
	}

	@Test
	void aRowLongerThanACellIsKeptInParts() {
		this.recoverer.setCreateSuperTable(true);
		String text = "\u20AC".repeat(19_000);
		this.recoverer.recover(failure("long_rows", message("long_rows", text, 1), 0, 1));
		List<DeadLetter> letters = letters("long_rows");
		assertThat(letters).hasSize(2).allSatisfy((letter) -> assertThat(letter.parts()).isEqualTo(2));
		assertThat(letters.get(0).payload() + letters.get(1).payload()).endsWith(text + "\"}").startsWith("{\"ts\":");
	}

	@Test
	void changesOfTablesAreWrittenAsText() {
		this.recoverer.setCreateSuperTable(true);
		TmqMessage message = TmqMessage.of(new TmqTopicPartition("changes", 7), "power", 42, List.of(),
				List.of(new TmqMeta.DropTables(List.of("d1"))));
		this.recoverer.recover(failure("changes", message, 0, 0));
		assertThat(letters("changes")).singleElement().satisfies((letter) -> {
			assertThat(letter.rowIndex()).isEqualTo(-1);
			assertThat(letter.payload()).isEqualTo("[\"DropTables[tableNames=[d1]]\"]");
		});
	}

	@Test
	void theSuperTableCanBeOnesOwn() {
		DeadLetterRecoverer own = new DeadLetterRecoverer(new TaosTemplate(client), Own.class,
				(letter) -> new Own(letter.topic(), letter.ts(), letter.payload()));
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> own.recover(failure("own", message("own", "x", 1), 0, 1)))
			.withMessageContaining("Own");
		own.setCreateSuperTable(true);
		own.recover(failure("own", message("own", "x", 1), 0, 1));
		assertThat(new TaosTemplate(client).queryForObject("select payload from own_dead", String.class))
			.isEqualTo("{\"ts\":\"1970-01-01T00:00:00.001Z\",\"v\":1,\"t\":\"x\"}");
	}

	@Test
	void partsTearNoCharacter() {
		assertThat(DeadLetterPayload.parts("a\u20AC\uD83D\uDE00b", 4)).containsExactly("a\u20AC", "\uD83D\uDE00", "b");
		assertThat(DeadLetterPayload.parts("", 4)).containsExactly("");
	}

	@SuperTable("own_dead")
	record Own(@Tag String source, @Ts Instant ts, String payload) {
	}

}
