package io.github.taosspring.test;

import java.util.List;

import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Fault;
import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.embedded.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link EmbeddedTaos} in an application whose properties lead elsewhere.
 */
@SpringBootTest(properties = "taos.url=taos+ws://somebody:secret@nowhere.invalid:6041/power")
@EmbeddedTaos(scripts = "schema.sql")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringBootIntegrationTests {

	@Autowired
	private Meters meters;

	@Autowired
	private EmbeddedTaosServer injected;

	@AfterEach
	void lifecycleMethodsHaveParametersToo(EmbeddedTaosServer server) {
		assertThat(server).isSameAs(this.injected);
	}

	@Test
	@Order(1)
	void theServerBeatsTheProperties(@Autowired TaosConnectionDetails details, EmbeddedTaosServer server) {
		assertThat(this.meters.count()).isEqualTo(1);
		assertThat(details.getUrl()).isEqualTo(server.url());
		assertThat(details.isEmbedded()).isTrue();
		assertThat(details.toString()).doesNotContain("secret");
	}

	@Test
	@Order(2)
	void theDatabaseOfTheUrlIsKept(TaosClient client, @Autowired TaosClient bean) {
		assertThat(client).isSameAs(bean);
		assertThat(client.query("select database()").toLists()).containsExactly(List.of("power"));
	}

	@Test
	@Order(3)
	void faultsMeetTheApplication(Faults faults, Journal journal) {
		faults.inject(Fault.error(0x0100, "not today").sql("select voltage.*"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.meters::count)
			.withRootCauseInstanceOf(TaosException.class);
		assertThat(journal.statements()).contains("select voltage from meters");
	}

	@Test
	@Order(4)
	void faultsEndWithTheirTest() {
		assertThat(this.meters.count()).isEqualTo(1);
	}

	@Nested
	class NestedTests {

		@Test
		void shareTheContext(EmbeddedTaosServer server, @Autowired ApplicationContext context) {
			assertThat(server).isSameAs(SpringBootIntegrationTests.this.injected);
			assertThat(context.getBean(EmbeddedTaosServer.class)).isSameAs(server);
		}

	}

}
