package io.github.taosspring.test;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.embedded.journal.Journal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link EmbeddedTaos} without Spring. Some leave behind what the next must not
 * see, so they have an order.
 */
@EmbeddedTaos(database = "Plain", scripts = { "schema.sql", "beside.sql" })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainTests {

	private static EmbeddedTaosServer server;

	private final TaosClient constructed;

	PlainTests(TaosClient constructed) {
		this.constructed = constructed;
	}

	@BeforeAll
	static void remember(EmbeddedTaosServer server) {
		PlainTests.server = server;
	}

	@AfterAll
	static void isStillThere(TaosClient client) {
		assertThat(client.query("select voltage from meters").toLists()).isNotEmpty();
	}

	@BeforeEach
	void lifecycleMethodsHaveParametersToo(Journal journal) {
		assertThat(journal.requests()).isEmpty();
	}

	@Test
	@Order(1)
	void scriptsHaveRunInTheDatabase(TaosClient client) {
		assertThat(client.options().database()).isEqualTo("Plain");
		assertThat(client.query("select note, voltage from meters").toLists()).containsExactly(List.of("a;b's", 230));
		assertThat(client.query("select * from beside").toLists()).isEmpty();
		assertThat(this.constructed.query("select database()").toLists()).containsExactly(List.of("Plain"));
	}

	@Test
	@Order(2)
	void faultsAreInForce(TaosClient client, Faults faults, EmbeddedTaosServer server) {
		assertThat(server).isSameAs(PlainTests.server);
		assertThat(server.faults()).isSameAs(faults);
		faults.inject(Fault.error(0x0100, "not today"));
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> client.execute("select 1"));
	}

	@Test
	@Order(3)
	void faultsOfOtherTestsAreNot(TaosClient client, Journal journal) {
		client.execute("select 3");
		assertThat(journal.awaitStatement("select 3", Duration.ofSeconds(10)).user()).isEqualTo("root");
	}

	@Nested
	class NestedTests {

		@Test
		void shareTheServer(EmbeddedTaosServer server) {
			assertThat(server).isSameAs(PlainTests.server);
		}

	}

	@Nested
	@EmbeddedTaos(database = "other", version = "3.3.6.0")
	class NestedWithItsOwnTests {

		@Test
		void haveAnother(EmbeddedTaosServer server, TaosClient client) {
			assertThat(server).isNotSameAs(PlainTests.server);
			assertThat(client.serverVersion()).hasToString("3.3.6.0");
			assertThat(client.query("select database()").toLists()).containsExactly(List.of("other"));
			assertThat(client.query("show tables").toLists()).isEmpty();
		}

	}

}
