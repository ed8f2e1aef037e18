package io.github.taosspring.schema;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DatabaseDefinition} and {@link DatabaseComparison}.
 */
class DatabaseDefinitionTests {

	@Test
	void optionsBecomeSql() {
		assertThat(DatabaseDefinition.named("Power").createSql()).isEqualTo("CREATE DATABASE IF NOT EXISTS `Power`");
		assertThat(DatabaseDefinition.named("p")
			.precision(TaosPrecision.NANOSECOND)
			.keep(Duration.ofDays(30))
			.duration(Duration.ofMinutes(90))
			.vgroups(2)
			.replica(1)
			.buffer(16)
			.cacheModel("Both")
			.walRetentionPeriod(Duration.ofHours(1))
			.option("wal-level", "2")
			.option("keep_time_offset", "8h")
			.option("encrypt_algorithm", "sm4's")
			.createSql())
			.isEqualTo("CREATE DATABASE IF NOT EXISTS `p` PRECISION 'ns' KEEP 30d DURATION 90m VGROUPS 2 REPLICA 1 "
					+ "BUFFER 16 CACHEMODEL 'both' WAL_RETENTION_PERIOD 3600 WAL_LEVEL 2 KEEP_TIME_OFFSET 8h "
					+ "ENCRYPT_ALGORITHM 'sm4\\'s'");
	}

	@Test
	void wrongValuesAreRefused() {
		DatabaseDefinition database = DatabaseDefinition.named("p");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> DatabaseDefinition.named("x".repeat(65)))
			.withMessageContaining("64");
		assertThatIllegalArgumentException().isThrownBy(() -> database.keep(Duration.ofSeconds(90)));
		assertThatIllegalArgumentException().isThrownBy(() -> database.vgroups(0));
		assertThatIllegalArgumentException().isThrownBy(() -> database.walRetentionPeriod(Duration.ofMillis(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> database.option("a; drop database x", "1"));
	}

	@Test
	void comparisonKnowsHowTheServerShowsOptions() {
		DatabaseDefinition wanted = DatabaseDefinition.named("p")
			.precision(TaosPrecision.NANOSECOND)
			.keep(Duration.ofDays(30))
			.duration(Duration.ofHours(24))
			.option("unknown", "5");
		Map<String, @Nullable Object> existing = new LinkedHashMap<>(
				Map.of("precision", "ns", "keep", "30d,30d,43200m", "duration", "1440m", "vgroups", 3));
		assertThat(DatabaseComparison.differences(wanted, existing)).isEmpty();
		existing.put("keep", "30d,30d,31d");
		assertThat(DatabaseComparison.differences(wanted, existing))
			.containsExactly("option KEEP of database 'p' is 30d for the application and 30d,30d,31d in the database");
	}

}
