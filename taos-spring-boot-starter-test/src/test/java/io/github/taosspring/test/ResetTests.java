package io.github.taosspring.test;

import io.github.taosspring.client.TaosClient;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each begins where the first began.
 */
@EmbeddedTaos(database = "power", scripts = "schema.sql", reset = EmbeddedTaos.Reset.BEFORE_EACH)
class ResetTests {

	@RepeatedTest(3)
	void nothingIsLeftOfTheTestBefore(TaosClient client) {
		assertThat(client.query("select * from meters").toLists()).hasSize(1);
		client.execute("insert into meters values (now, 'more', 231)");
		client.execute("create database another");
		assertThat(client.query("show topics").toLists()).isEmpty();
		client.execute("create topic another_topic as database another");
		client.execute("create topic meters_topic as select * from meters");
		assertThat(client.query("select * from meters").toLists()).hasSize(2);
	}

}
