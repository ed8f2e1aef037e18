package io.github.taosspring.sample.store;

import java.time.Duration;

import io.github.taosspring.sample.measure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SchemaTests {

	private final Schema schema = new Schema(new StoreProperties("telemetry", Duration.ofDays(30)));

	@Test
	void makesTheDatabaseFirstAndThenASuperTableForEachKind() {
		assertThat(this.schema.createStatements()).hasSize(1 + Kind.values().length)
			.startsWith("create database if not exists `telemetry` precision 'ms' duration 1d keep 30d vgroups 1",
					"create stable if not exists `telemetry`.`cpu` (`ts` timestamp, `busy` double, `user` double, "
							+ "`system` double, `iowait` double) tags (`host` nchar(128), `device` nchar(256))")
			.allMatch((statement) -> statement.contains(" if not exists "));
	}

	@Test
	void plainNamesMakeATellingTableName() {
		assertThat(this.schema.childTable(Kind.CPU, "web1", "total")).isEqualTo("`telemetry`.`cpu_web1_total`");
	}

	@Test
	void otherNamesAreMadeSafeAndStayApart() {
		String slash = this.schema.childTable(Kind.FILESYSTEM, "web1", "/var/a_b");
		String dash = this.schema.childTable(Kind.FILESYSTEM, "web1", "/var/a-b");
		assertThat(slash).matches("`telemetry`.`filesystem_web1_var_a_b_[0-9a-f]{8}`");
		assertThat(dash).matches("`telemetry`.`filesystem_web1_var_a_b_[0-9a-f]{8}`").isNotEqualTo(slash);
		assertThat(this.schema.childTable(Kind.DISK, "a", "b_c"))
			.isNotEqualTo(this.schema.childTable(Kind.DISK, "a_b", "c"));
		assertThat(this.schema.childTable(Kind.DISK, "Web1", "sda"))
			.isNotEqualTo(this.schema.childTable(Kind.DISK, "web1", "sda"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "`; drop database x; --", "C:\\", "/mnt/Überraschung 🙂", "'", "", "$" })
	void noNameGetsOutOfItsQuotes(String device) {
		assertThat(this.schema.childTable(Kind.FILESYSTEM, "höst", device)).matches("`telemetry`.`[a-z0-9_]+`");
	}

	@Test
	void longNamesStayWithinTheServersLimit() {
		String longName = "x".repeat(500);
		String table = this.schema.childTable(Kind.FILESYSTEM, longName, longName + "1");
		assertThat(table.length()).isLessThan(150);
		assertThat(table).isNotEqualTo(this.schema.childTable(Kind.FILESYSTEM, longName, longName + "2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Telemetry", "1x", "a`b", "a.b", "a b" })
	void refusesADatabaseNameThatWouldNeedCare(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new StoreProperties(name, Duration.ofDays(30)))
			.withMessageContaining("sample.store.database");
	}

	@Test
	void refusesToKeepLessThanTheServerCan() {
		assertThatIllegalArgumentException().isThrownBy(() -> new StoreProperties("telemetry", Duration.ofHours(5)))
			.withMessageContaining("sample.store.keep");
	}

}
