package io.github.taosspring.listener.adapter;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import io.github.taosspring.topic.TaosTopic;
import io.github.taosspring.topic.TaosTopicAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for what listeners check and look up, with a server.
 */
class TopicChecksServerTests {

	private static final String DATABASE = "taos_spring_checks";

	private static TestServer server;

	private static TaosClient client;

	private static TaosTopicAdmin admin;

	@BeforeAll
	static void start() {
		server = new TestServer(DATABASE);
		client = TaosClient.connect(server.databaseUrl());
		client.execute("create stable meters (ts timestamp, voltage int) tags (location varchar(24))");
		client.execute("create table d1 using meters tags ('Oslo')");
		client.execute("create table d2 using meters tags (null)");
		client.execute("create table other (ts timestamp, v int)");
		admin = new TaosTopicAdmin(client, new TaosMappingContext());
		topics().forEach(admin::create);
	}

	private static List<TaosTopic> topics() {
		return List.of(TaosTopic.named("taos_spring_query").as("select ts, voltage from meters"),
				TaosTopic.named("taos_spring_typed").of(Reading.class),
				TaosTopic.named("taos_spring_stable").asStable("meters").withMeta(),
				TaosTopic.named("taos_spring_database").asDatabase());
	}

	@AfterAll
	static void stop() {
		topics().forEach((topic) -> admin.drop(topic.name()));
		client.close();
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "query, voltage", "query, map", "query, blocks", "typed, reading", "typed, voltage", "stable, voltage",
			"stable, named", "stable, map", "stable, meta", "database, map", "database, blocks", "missing, reading" })
	void whatFitsPasses(String topic, String method) {
		assertThatNoException().isThrownBy(() -> listener(topic, method, false).checkTopics());
	}

	@Test
	void tagsThatAreLookedUpFit() {
		assertThatNoException().isThrownBy(() -> listener("stable", "reading", true).checkTopics());
		assertThatNoException().isThrownBy(() -> listener("database", "reading", true).checkTopics());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					query    | reading | No column for component 'table' of record Reading | Let its query select what is missing
					stable   | reading | No column for component 'location'                | TaosTopic.of(Reading.class)
					database | reading | the rows of all tables of database                | tagLookup
					database | meta    | nothing of changes of tables                      | withMeta()
					query    | meta    | nothing of changes of tables                      | withMeta()
					typed    | value   | One column becomes a Integer                      | Let its query select
					""")
	void whatDoesNotFitIsRefusedByName(String topic, String method, String problem, String advice) {
		assertThatExceptionOfType(TaosTopicMismatchException.class)
			.isThrownBy(() -> listener(topic, method, false).checkTopics())
			.satisfies((ex) -> assertThat(ex.getProblem()).contains("Methods." + method + "(")
				.contains("topic 'taos_spring_" + topic + "'")
				.contains(problem))
			.satisfies((ex) -> assertThat(ex.getAdvice()).contains(advice));
	}

	@Test
	void tagsAreLookedUpForMappedTypesOnly() {
		assertThatIllegalStateException().isThrownBy(() -> listener("stable", "map", true))
			.withMessageContaining("not annotated with @SuperTable");
	}

	@Test
	void tablesOfOtherSuperTablesAreToldFromThoseThatAreGone() {
		TagLookup lookup = new TagLookup(client, new TaosMappingContext().entity(Reading.class));
		Block tags = lookup.tags(DATABASE, "d1");
		assertThat(tags.getString(0, 0)).isEqualTo("d1");
		assertThat(tags.getString(1, 0)).isEqualTo("Oslo");
		assertThat(lookup.tags(DATABASE, "d2").isNull(1, 0)).isTrue();
		assertThat(lookup.isOfSuperTable(DATABASE, "d1")).isTrue();
		assertThat(lookup.isOfSuperTable(DATABASE, "other")).isFalse();
		assertThat(lookup.isOfSuperTable(DATABASE, "gone")).isTrue();
		assertThatExceptionOfType(TaosMappingException.class).isThrownBy(() -> lookup.tags(DATABASE, "gone"))
			.withMessageContaining("'gone'");
	}

	private static MethodListener listener(String topic, String name, boolean tagLookup) {
		Method method = Arrays.stream(ReflectionUtils.getDeclaredMethods(Methods.class))
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();
		factory.afterPropertiesSet();
		Methods bean = new Methods();
		return MethodListener.create(bean, method, factory.createInvocableHandlerMethod(bean, method),
				new MethodListenerSettings("listener", "group", List.of("taos_spring_" + topic), tagLookup, null),
				new TaosPayloads(new TaosMappingContext(), client));
	}

	@SuperTable("meters")
	record Reading(@TableName String table, @Ts Instant ts, int voltage, @Tag String location) {

	}

	record Voltage(Instant ts, int voltage) {

	}

	record Named(@TableName String table, int voltage) {

	}

	static class Methods {

		void reading(List<Reading> readings) {
		}

		void voltage(Voltage voltage) {
		}

		void named(Named named) {
		}

		void value(List<Integer> values) {
		}

		void map(Map<String, Object> row) {
		}

		void blocks(List<TmqBlock> blocks) {
		}

		void meta(TmqMeta meta) {
		}

	}

}
