package io.github.taosspring.boot.listener;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.boot.InvalidTaosPropertyException;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.boot.health.TaosListenerHealthContributorAutoConfiguration;
import io.github.taosspring.boot.health.TaosListenerHealthIndicator;
import io.github.taosspring.boot.metrics.TaosListenerMetricsAutoConfiguration;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.config.ConcurrentTaosListenerContainerFactory;
import io.github.taosspring.config.SubscriptionsNotSupportedException;
import io.github.taosspring.config.TaosListenerContainerFactory;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.StartupFailurePolicy;
import io.github.taosspring.listener.TaosContainerCustomizer;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosListenerFailedEvent;
import io.github.taosspring.listener.TaosListenerResubscribedEvent;
import io.github.taosspring.listener.TaosListenerStartedEvent;
import io.github.taosspring.topic.TaosTopic;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicInitializer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaosListenerAutoConfiguration} and {@link TaosTopicAutoConfiguration}
 * without a server.
 */
@Timeout(120)
class TaosListenerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaosAutoConfiguration.class, TaosTopicAutoConfiguration.class,
				TaosListenerAutoConfiguration.class, TaosListenerHealthContributorAutoConfiguration.class))
		.withPropertyValues("taos.url=taos+ws://127.0.0.1:1");

	private final ApplicationContextRunner stopped = this.runner.withPropertyValues("taos.listener.auto-startup=false")
		.withUserConfiguration(Listener.class);

	@Test
	void everyPropertyReachesTheContainer() {
		this.stopped
			.withPropertyValues("taos.consumer.group-id=group", "taos.consumer.client-id-prefix=client",
					"taos.consumer.auto-offset-reset=latest", "taos.consumer.max-poll-interval=2m",
					"taos.consumer.session-timeout=20s", "taos.consumer.heartbeat-interval=2s",
					"taos.consumer.fetch-max-wait=500ms", "taos.consumer.min-poll-rows=10",
					"taos.consumer.with-table-name=false", "taos.consumer.snapshot-enabled=true",
					"taos.consumer.batch-meta=true", "taos.consumer.prefetch=false",
					"taos.consumer.properties[msg.consume.excluded]=1", "taos.listener.ack-mode=time",
					"taos.listener.ack-time=7s", "taos.listener.concurrency=3", "taos.listener.poll-timeout=2s",
					"taos.listener.pending-poll-timeout=50ms", "taos.listener.max-pending=7",
					"taos.listener.shutdown-timeout=3s", "taos.listener.idle-event-interval=1m",
					"taos.listener.assignment-interval=0s", "taos.listener.startup-failure=continue",
					"taos.listener.restart.initial-interval=2s", "taos.listener.restart.max-interval=5s")
			.run((context) -> {
				ConcurrentTaosMessageListenerContainer container = container(context);
				assertThat(container.isAutoStartup()).isFalse();
				assertThat(container.getConcurrency()).isEqualTo(3);
				TaosContainerProperties properties = container.getContainerProperties();
				assertThat(properties.getGroupId()).isEqualTo("group");
				assertThat(properties.getClientId()).isEqualTo("client");
				assertThat(properties.getAckMode()).isEqualTo(AckMode.TIME);
				assertThat(properties.getAckTime()).hasSeconds(7);
				assertThat(properties.getPollTimeout()).hasSeconds(2);
				assertThat(properties.getPendingPollTimeout()).hasMillis(50);
				assertThat(properties.getMaxPending()).isEqualTo(7);
				assertThat(properties.getShutdownTimeout()).hasSeconds(3);
				assertThat(properties.getIdleEventInterval()).isEqualTo(Duration.ofMinutes(1));
				assertThat(properties.getAssignmentInterval()).isZero();
				assertThat(properties.getStartupFailurePolicy()).isEqualTo(StartupFailurePolicy.CONTINUE);
				assertThat(properties.getRestartBackOff().start().nextBackOff()).isBetween(1600L, 2400L);
				TmqOptions options = properties.getTmqOptions();
				assertThat(options.offsetReset()).isEqualTo(TmqOffsetReset.LATEST);
				assertThat(options.maxPollInterval()).hasMinutes(2);
				assertThat(options.sessionTimeout()).hasSeconds(20);
				assertThat(options.heartbeatInterval()).hasSeconds(2);
				assertThat(options.fetchMaxWait()).hasMillis(500);
				assertThat(options.minPollRows()).isEqualTo(10);
				assertThat(options.withTableName()).isFalse();
				assertThat(options.snapshot()).isTrue();
				assertThat(options.batchMeta()).isTrue();
				assertThat(options.prefetch()).isFalse();
				assertThat(options.consumeExcluded()).isTrue();
			});
	}

	@Test
	void withoutPropertiesTheContainerHasItsDefaults() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group").run((context) -> {
			TaosContainerProperties actual = container(context).getContainerProperties();
			TaosContainerProperties expected = new TaosContainerProperties("t");
			assertThat(actual).usingRecursiveComparison()
				.ignoringFields("groupId", "tmqOptions", "restartBackOff")
				.isEqualTo(expected);
			assertThat(actual.getTmqOptions()).usingRecursiveComparison()
				.ignoringFields("groupId")
				.isEqualTo(expected.getTmqOptions());
			assertThat(actual.getTmqOptions().offsetReset()).isEqualTo(TmqOffsetReset.EARLIEST);
		});
	}

	@Test
	void listenersStartLastAndTopicsBeforeThem() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group")
			.withBean(TaosTopic.class, () -> TaosTopic.named("t").asStable("s"))
			.run((context) -> {
				assertThat(context.getBean(TaosListenerEndpointRegistry.class).getPhase())
					.isEqualTo(SmartLifecycle.DEFAULT_PHASE - 100);
				assertThat(context.getBean(TaosTopicInitializer.class).getPhase())
					.isLessThan(SmartLifecycle.DEFAULT_PHASE - 100);
			});
	}

	@Test
	void theApplicationStartsWhileTheServerIsDownAndListenersKeepTrying() {
		this.runner.withUserConfiguration(Listener.class)
			.withPropertyValues("taos.consumer.group-id=group")
			.withBean(TaosTopic.class, () -> TaosTopic.named("t").asStable("s"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(container(context).isRunning()).isTrue();
				assertThat(context.getBean(TaosTopicInitializer.class).isPending()).isTrue();
			});
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("taos-listener") || name.equals("taos-topics"));
	}

	@Test
	void healthOfAListenerThatWasNotStartedIsUp() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group").run((context) -> {
			Health health = context.getBean(TaosListenerHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().values()).singleElement().asString().contains("state=stopped");
		});
		this.stopped
			.withPropertyValues("taos.consumer.group-id=group", "management.health.taos-listeners.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaosListenerHealthIndicator.class));
	}

	@Test
	void healthOfAListenerThatFailsIsDownOnceItHasStopped() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group").run((context) -> {
			TaosListenerHealthIndicator indicator = context.getBean(TaosListenerHealthIndicator.class);
			String id = container(context).listenerId();
			context.publishEvent(
					new TaosListenerFailedEvent(id, id, "group", new IllegalStateException("no topic"), false));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			context.publishEvent(
					new TaosListenerFailedEvent(id, id, "group", new IllegalStateException("no topic"), true));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(indicator.health().getDetails().get(id)).asString().contains("state=failed", "error=no topic");
			context.publishEvent(new TaosListenerStartedEvent(id, id, "group", List.of("t")));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void healthTellsAListenersConsumersFromOtherListeners() {
		this.runner.withUserConfiguration(Alike.class)
			.withPropertyValues("taos.listener.auto-startup=false", "taos.consumer.group-id=group")
			.run((context) -> {
				TaosListenerHealthIndicator indicator = context.getBean(TaosListenerHealthIndicator.class);
				context.publishEvent(new TaosListenerFailedEvent("alarms-1", "alarms", "group",
						new IllegalStateException("of a consumer"), true));
				assertThat(indicator.health().getDetails().get("alarms")).asString().contains("error=of a consumer");
				assertThat(indicator.health().getDetails().get("alarms-1")).asString().contains("state=stopped");
				context.publishEvent(new TaosListenerStartedEvent("alarms-1", "alarms-1", "group", List.of("t")));
				assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
				context.publishEvent(new TaosListenerFailedEvent("alarms-1", "alarms-1", "group",
						new IllegalStateException("of a listener"), true));
				assertThat(indicator.health().getDetails().get("alarms")).asString().contains("error=of a consumer");
				assertThat(indicator.health().getDetails().get("alarms-1")).asString().contains("error=of a listener");
				context.publishEvent(new TaosListenerStartedEvent("alarms-1", "alarms", "group", List.of("t")));
				assertThat(indicator.health().getDetails().get("alarms")).asString().contains("state=stopped");
				assertThat(indicator.health().getDetails().get("alarms-1")).asString().contains("state=failed");
			});
	}

	@Test
	void topicsAreNotCreatedUnlessThereAreAnyAndTheyAreWanted() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TaosTopicAdmin.class)
			.doesNotHaveBean(TaosTopicInitializer.class));
		this.runner.withBean(TaosTopic.class, () -> TaosTopic.named("t").asStable("s"))
			.withPropertyValues("taos.topic.auto-create=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaosTopicInitializer.class));
	}

	@ParameterizedTest
	@CsvSource({ "taos.consumer.session-timeout=1s, taos.consumer.session-timeout",
			"taos.consumer.group-id=a:b, taos.consumer.group-id",
			"taos.listener.concurrency=0, taos.listener.concurrency",
			"taos.listener.poll-timeout=0s, taos.listener.poll-timeout",
			"taos.listener.max-pending=-1, taos.listener.max-pending",
			"taos.listener.restart.max-interval=1ms, taos.listener.restart.initial-interval",
			"taos.listener.retry.max-attempts=-1, taos.listener.retry",
			"taos.consumer.properties[value.deserializer]=x, taos.consumer.properties" })
	void aWrongValueIsSaidWithItsName(String property, String name) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.satisfies((ex) -> assertThat(context.getStartupFailure())
					.hasStackTraceContaining(InvalidTaosPropertyException.class.getName() + ": " + name + ":")));
	}

	@Test
	void aListenerNeedsAGroup() {
		this.stopped.run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("has no consumer group")
			.hasStackTraceContaining("taos.consumer.group-id"));
	}

	@Test
	void aListenerNeedsAWebSocketUrlAndNothingElseDoes() {
		this.stopped.withPropertyValues("taos.url=taos+http://127.0.0.1:1", "taos.consumer.group-id=group")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(SubscriptionsNotSupportedException.class.getName())
				.hasStackTraceContaining("taos+ws://"));
		this.runner.withPropertyValues("taos.url=taos+http://127.0.0.1:1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aListenerThatCannotAcknowledgeIsRefusedInManualMode() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group", "taos.listener.ack-mode=manual")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Listener.on(Map) acknowledges nothing, and its ack mode is MANUAL"));
	}

	@Test
	void severalClientsNeedAFactoryOfTheApplicationsOwn() {
		ApplicationContextRunner two = this.stopped.withPropertyValues("taos.consumer.group-id=group")
			.withBean("one", TaosClient.class,
					() -> TaosClient.create(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:1")))
			.withBean("two", TaosClient.class,
					() -> TaosClient.create(TaosClientOptions.fromUrl("taos+ws://127.0.0.1:1")));
		two.run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("there is no bean 'taosListenerContainerFactory'"));
		two.withUserConfiguration(FactoryOfOne.class)
			.withPropertyValues("taos.listener.concurrency=3")
			.run((context) -> assertThat(container(context).getConcurrency()).isEqualTo(3));
	}

	@Test
	void listenersAreThereThoughBeansAreLazy() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group")
			.withUserConfiguration(Composed.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(TaosListenerEndpointRegistry.class).getListenerContainerIds())
				.hasSize(3)
				.contains("first", "second"));
	}

	@Test
	void payloadsAreValidatedByTheApplicationsValidator() {
		ApplicationContextRunner validating = this.runner.withUserConfiguration(Validating.class)
			.withPropertyValues("taos.listener.auto-startup=false");
		validating.run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining(
					"Validating.on(List) has a payload that is to be validated, and there is no " + "validator"));
		validating.withBean(Validator.class, () -> Validator.forInstanceOf(Voltage.class, (voltage, errors) -> {
		})).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aFactoryOfTheApplicationsOwnGoesOnFromTheConfigurer() {
		this.stopped.withUserConfiguration(OwnFactory.class)
			.withPropertyValues("taos.consumer.group-id=group", "taos.listener.concurrency=3")
			.run((context) -> {
				assertThat(context).hasSingleBean(TaosListenerContainerFactory.class);
				assertThat(container(context).getConcurrency()).isEqualTo(3);
				assertThat(container(context).getContainerProperties().getAckMode()).isEqualTo(AckMode.TIME);
			});
	}

	@Test
	void metersLeaveTheObservationRegistryOfAFactoryOfTheApplicationsOwn() {
		ApplicationContextRunner metered = this.stopped
			.withConfiguration(AutoConfigurations.of(TaosListenerMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("taos.consumer.group-id=group");
		metered.withUserConfiguration(ObservedFactory.class)
			.run((context) -> assertThat(container(context).getObservationRegistry())
				.isSameAs(context.getBean(ObservationRegistry.class)));
		metered.run((context) -> assertThat(container(context).getObservationRegistry().isNoop()).isFalse());
		this.stopped.withPropertyValues("taos.consumer.group-id=group")
			.run((context) -> assertThat(container(context).getObservationRegistry().isNoop()).isTrue());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void listenersRunOnVirtualThreadsIfTheApplicationDoes() {
		this.runner.withUserConfiguration(Listener.class)
			.withPropertyValues("taos.consumer.group-id=group", "spring.threads.virtual.enabled=true",
					"taos.listener.startup-failure=retry")
			.run((context) -> {
				assertThat(container(context).isRunning()).isTrue();
				assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
					.noneMatch((name) -> name.startsWith("taos-listener"));
			});
	}

	@Test
	void customizersHaveTheLastWord() {
		this.stopped.withPropertyValues("taos.consumer.group-id=group", "taos.listener.concurrency=3")
			.withBean(TaosContainerCustomizer.class, () -> (container) -> container.setConcurrency(5))
			.run((context) -> assertThat(container(context).getConcurrency()).isEqualTo(5));
	}

	private static ConcurrentTaosMessageListenerContainer container(BeanFactory context) {
		return (ConcurrentTaosMessageListenerContainer) List
			.copyOf(context.getBean(TaosListenerEndpointRegistry.class).getListenerContainers())
			.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@TaosListener(topics = "t")
		void on(Map<String, Object> row) {
		}

	}

	record Voltage(int voltage) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Validating {

		@TaosListener(id = "validating", topics = "t")
		void on(@Validated List<Voltage> voltages) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		ConcurrentTaosListenerContainerFactory taosListenerContainerFactory(
				TaosListenerContainerFactoryConfigurer configurer, TaosClient client) {
			ConcurrentTaosListenerContainerFactory factory = new ConcurrentTaosListenerContainerFactory(client);
			configurer.configure(factory);
			factory.getContainerProperties().setAckMode(AckMode.TIME);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ObservedFactory {

		@Bean
		ObservationRegistry observationRegistry() {
			return ObservationRegistry.create();
		}

		@Bean
		ConcurrentTaosListenerContainerFactory taosListenerContainerFactory(
				TaosListenerContainerFactoryConfigurer configurer, TaosClient client,
				ObservationRegistry observationRegistry) {
			ConcurrentTaosListenerContainerFactory factory = new ConcurrentTaosListenerContainerFactory(client);
			configurer.configure(factory);
			factory.setObservationRegistry(observationRegistry);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Alike {

		@TaosListener(id = "alarms", topics = "t", concurrency = "2")
		@TaosListener(id = "alarms-1", topics = "t")
		void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Composed {

		@TaosListener(id = "first", topics = "t")
		@TaosListener(id = "second", topics = "t")
		void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryOfOne {

		@Bean
		ConcurrentTaosListenerContainerFactory taosListenerContainerFactory(
				TaosListenerContainerFactoryConfigurer configurer, @Qualifier("one") TaosClient client) {
			ConcurrentTaosListenerContainerFactory factory = new ConcurrentTaosListenerContainerFactory(client);
			configurer.configure(factory);
			return factory;
		}

	}

}
