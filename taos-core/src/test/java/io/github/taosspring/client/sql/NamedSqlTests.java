package io.github.taosspring.client.sql;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosInterfaceException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamedSql}.
 */
class NamedSqlTests {

	private static final ZoneId UTC = ZoneId.of("UTC");

	@Test
	void namesBecomeLiterals() {
		NamedSql sql = NamedSql.parse("select * from m where ts >= :from and ts < :to and (a = :v or b = :v)");
		assertThat(sql.names()).containsExactly("from", "to", "v", "v");
		assertThat(sql.render(UTC, Map.of("from", Instant.EPOCH, "to", Instant.ofEpochMilli(1), "v", "it's")))
			.isEqualTo("select * from m where ts >= '1970-01-01T00:00:00.000Z' and ts < '1970-01-01T00:00:00.001Z' "
					+ "and (a = 'it\\'s' or b = 'it\\'s')");
	}

	@Test
	void colonsInTextAreText() {
		NamedSql sql = NamedSql
			.parse("select ':a', \":b\", `:c`, '\\':d' /* :e */ from m -- :f\n where a = :g and b = 1: 2 and c = :1");
		assertThat(sql.names()).containsExactly("g");
		assertThat(sql.render(UTC, Map.of("g", 5))).isEqualTo(
				"select ':a', \":b\", `:c`, '\\':d' /* :e */ from m -- :f\n where a = 5 and b = 1: 2 and c = :1");
	}

	@Test
	void collectionsStandForTheirElements() {
		assertThat(NamedSql.parse("select * from m where id in (:ids) and x = :x")
			.render(UTC, Map.of("ids", List.of(1, 2, 3), "x", List.of("a"))))
			.isEqualTo("select * from m where id in (1, 2, 3) and x = 'a'");
	}

	@Test
	void nullIsAValue() {
		assertThat(NamedSql.parse("insert into m values (now, :v)").render(UTC, Collections.singletonMap("v", null)))
			.isEqualTo("insert into m values (now, NULL)");
	}

	@Test
	void aValueIsMissingOrTooMuchOrUnknown() {
		NamedSql sql = NamedSql.parse("select * from m where a = :a");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> sql.render(UTC, Map.of()))
			.withMessageContaining("':a'");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> sql.render(UTC, Map.of("a", 1, "b", 2)))
			.withMessageContaining("':b'");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> sql.render(UTC, Map.of("a", List.of())))
			.withMessageContaining("':a'");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> sql.render(UTC, Map.of("a", Thread.currentThread())))
			.withMessageContaining("':a'")
			.withMessageContaining("java.lang.Thread");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> NamedSql.parse("select ? = :a"))
			.withMessageContaining("'?'");
	}

}
