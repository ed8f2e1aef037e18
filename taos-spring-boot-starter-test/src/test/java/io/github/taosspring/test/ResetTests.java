package io.github.taosspring.test;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each begins where the first began.
 */
@EmbeddedTaos(database = "power", scripts = "schema.sql", reset = EmbeddedTaos.Reset.BEFORE_EACH)
class ResetTests {

	private static final List<TmqConsumer> consumers = new ArrayList<>();

	@AfterAll
	static void close() {
		consumers.forEach(TmqConsumer::close);
	}

	@RepeatedTest(3)
	void nothingIsLeftOfTheTestBefore(TaosClient client) {
		assertThat(client.query("select * from meters").toLists()).hasSize(1);
		client.execute("insert into meters values (now, 'more', 231)");
		client.execute("create database another");
		assertThat(client.query("show topics").toLists()).isEmpty();
		client.execute("create topic another_topic as database another");
		client.execute("create topic meters_topic as select * from meters");
		assertThat(client.query("select * from meters").toLists()).hasSize(2);
		TmqConsumer consumer = TmqConsumer.open(client, TmqOptions.builder().groupId("group").build());
		consumers.add(consumer);
		// stays subscribed while the topic is dropped for the next test
		consumer.subscribe(List.of("meters_topic"));
		assertThat(client.query("show consumers").toLists()).hasSize(1);
	}

}
