package io.github.taosspring.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.taosspring.config.SimpleTaosListenerEndpoint;
import io.github.taosspring.config.TaosListenerContainerFactory;
import io.github.taosspring.config.TaosListenerEndpoint;
import io.github.taosspring.config.TaosListenerEndpointRegistrar;
import io.github.taosspring.config.TaosListenerEndpointRegistry;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.ConcurrentTaosMessageListenerContainer;
import io.github.taosspring.listener.DefaultTaosErrorHandler;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosContainerProperties;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosMessageListenerContainer;
import io.github.taosspring.listener.adapter.TaosPayloads;
import io.github.taosspring.mapping.TaosMappingContext;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TaosListener} and {@link EnableTaos}, without a server: containers are
 * made and not started.
 */
class TaosListenerAnnotationTests {

	@Test
	void allAttributesComeFromPlaceholdersAndExpressions() {
		run(Attributes.class, (context) -> {
			TaosListenerEndpoint endpoint = endpoint(context, "alarms");
			assertThat(endpoint.getTopics()).containsExactly("a", "b", "c", "d", "e");
			assertThat(endpoint.getGroupId()).isEqualTo("group-x");
			assertThat(endpoint.getClientIdPrefix()).isEqualTo("client-x");
			assertThat(endpoint.getConcurrency()).isEqualTo(3);
			assertThat(endpoint.getAutoStartup()).isFalse();
			assertThat(endpoint.getAckMode()).isEqualTo(AckMode.TIME);
			assertThat(endpoint.getErrorHandler()).isSameAs(context.getBean("handler"));
			assertThat(endpoint.getFilter()).isSameAs(context.getBean("filter"));
			assertThat(endpoint.getProperties()).isEqualTo(Map.of("auto.offset.reset", "latest", "min.poll.rows", "10",
					"session.timeout.ms", "7000", "client.id", "x"));
			assertThat(((Factory) context.getBean("other")).endpoints).containsExactly(endpoint);
		});
	}

	@Test
	void theGroupIsTheIdUnlessItIsSaidOrNotToBe() {
		run(Groups.class, (context) -> {
			assertThat(endpoint(context, "one").getGroupId()).isEqualTo("one");
			assertThat(endpoint(context, "two").getGroupId()).isEqualTo("other");
			assertThat(endpoint(context, "three").getGroupId()).isNull();
			assertThat(endpoints(context)).filteredOn((endpoint) -> endpoint.getId().startsWith("listener-"))
				.singleElement()
				.satisfies((endpoint) -> assertThat(endpoint.getGroupId()).isNull());
		});
	}

	@Test
	void theAnnotationIsRepeatableAndAMetaAnnotation() {
		run(Composed.class, (context) -> {
			assertThat(endpoints(context)).extracting(TaosListenerEndpoint::getId)
				.containsExactlyInAnyOrder("first", "second", "meta");
			assertThat(endpoint(context, "meta").getTopics()).containsExactly("meta-topic");
			assertThat(endpoint(context, "meta").getConcurrency()).isEqualTo(2);
		});
	}

	@Test
	void aMethodThatTakesAnAcknowledgmentAcknowledgesUnlessItIsSaid() {
		run(Acknowledging.class, (context) -> {
			assertThat(endpoint(context, "manual").getAckMode()).isEqualTo(AckMode.MANUAL);
			assertThat(endpoint(context, "message").getAckMode()).isEqualTo(AckMode.MESSAGE);
			assertThat(endpoint(context, "none").getAckMode()).isNull();
		});
	}

	@Test
	void aProxyIsCalledThroughItsInterface() {
		run(Proxied.class, (context) -> assertThat(endpoints(context)).hasSize(1));
		assertFails(NotInInterface.class, "in any interface");
	}

	@Test
	void aScopedBeanIsCalledThroughItsProxyOnly() {
		run(Scoped.class, (context) -> {
			assertThat(endpoints(context)).hasSize(1);
			context.getBean("scopedTarget.scopedBean");
			context.getBean("scopedTarget.scopedBean");
			assertThat(endpoints(context)).hasSize(1);
		});
	}

	@Test
	void endpointsCanBeRegisteredByCode() {
		run(ByCode.class, (context) -> {
			TaosListenerEndpointRegistry registry = context.getBean(TaosListenerEndpointRegistry.class);
			assertThat(registry.getListenerContainerIds()).containsExactly("later", "code");
			assertThat(registry.getListenerContainer("code").topics()).containsExactly("t");
		});
	}

	@Test
	void whatIsWrongIsSaidWithItsPlace() {
		assertFails(NoTopics.class, "NoTopics.on names no topics");
		assertFails(NoNumber.class, "concurrency = \"${number:many}\" is no whole number but 'many'");
		assertFails(NoMode.class, "ackMode = \"always\" is none of [MESSAGE, TIME, MANUAL]");
		assertFails(NoFlag.class, "autoStartup = \"maybe\" is neither true nor false");
		assertFails(SameId.class, "Two listeners have the id 'same'");
		assertFails(NoFactory.class, "there is no bean 'taosListenerContainerFactory'");
		assertFails(NoPayload.class, "no known type");
	}

	private static void run(Class<?> beans, Consumer<AnnotationConfigApplicationContext> test) {
		try (AnnotationConfigApplicationContext context = context(beans)) {
			context.refresh();
			test.accept(context);
		}
	}

	private static void assertFails(Class<?> beans, String message) {
		try (AnnotationConfigApplicationContext context = context(beans)) {
			assertThatException().isThrownBy(context::refresh).withStackTraceContaining(message);
		}
	}

	private static AnnotationConfigApplicationContext context(Class<?> beans) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("x.name", "x", "x.topics", "b, c")));
		context.register(beans);
		if (beans != NoFactory.class) {
			context.register(Factories.class);
		}
		return context;
	}

	private static List<TaosListenerEndpoint> endpoints(AnnotationConfigApplicationContext context) {
		return context.getBeansOfType(Factory.class)
			.values()
			.stream()
			.flatMap((factory) -> factory.endpoints.stream())
			.toList();
	}

	private static TaosListenerEndpoint endpoint(AnnotationConfigApplicationContext context, String id) {
		return endpoints(context).stream().filter((it) -> it.getId().equals(id)).findFirst().orElseThrow();
	}

	/** Makes containers that do not start. */
	static class Factory implements TaosListenerContainerFactory {

		private final List<TaosListenerEndpoint> endpoints = new ArrayList<>();

		@Override
		public TaosMessageListenerContainer createListenerContainer(TaosListenerEndpoint endpoint) {
			this.endpoints.add(endpoint);
			TaosContainerProperties properties = new TaosContainerProperties(
					endpoint.getTopics().toArray(String[]::new));
			ConcurrentTaosMessageListenerContainer container = new ConcurrentTaosMessageListenerContainer((options) -> {
				throw new UnsupportedOperationException();
			}, properties);
			container.setAutoStartup(false);
			container.setMessageListener(endpoint.createMessageListener("group",
					new TaosPayloads(new TaosMappingContext(), ZoneId.of("UTC"))));
			return container;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTaos
	static class Factories {

		@Bean
		Factory taosListenerContainerFactory() {
			return new Factory();
		}

		@Bean
		Factory other() {
			return new Factory();
		}

		@Bean
		TaosErrorHandler handler() {
			return new DefaultTaosErrorHandler();
		}

		@Bean
		TaosMessageFilter filter() {
			return (message) -> true;
		}

	}

	static class Attributes {

		public List<String> names() {
			return List.of("d", "e");
		}

		public boolean starts() {
			return false;
		}

		@TaosListener(id = "alarms", topics = { "a", "${x.topics}", "#{bean.names()}" }, groupId = "group-${x.name}",
				clientIdPrefix = "client-#{'x'}", concurrency = "#{1 + 2}", autoStartup = "#{bean.starts()}",
				containerFactory = "other", ackMode = "time", errorHandler = "handler", filter = "#{@filter}",
				properties = { "auto.offset.reset=latest\nmin.poll.rows=10", "#{{'session.timeout.ms': 7000}}",
						"client.id=${x.name}" },
				beanRef = "bean")
		void on(Map<String, Object> row) {
		}

	}

	static class Groups {

		@TaosListener(id = "one", topics = "t")
		void one(Map<String, Object> row) {
		}

		@TaosListener(id = "two", topics = "t", groupId = "other")
		void two(Map<String, Object> row) {
		}

		@TaosListener(id = "three", topics = "t", idIsGroup = false)
		void three(Map<String, Object> row) {
		}

		@TaosListener(topics = "t")
		void four(Map<String, Object> row) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@TaosListener(topics = "meta-topic", concurrency = "2")
	@interface MetaListener {

		@AliasFor(annotation = TaosListener.class, attribute = "id")
		String value();

	}

	static class Composed {

		@TaosListener(id = "first", topics = "a")
		@TaosListener(id = "second", topics = "b")
		void both(Map<String, Object> row) {
		}

		@MetaListener("meta")
		void meta(Map<String, Object> row) {
		}

	}

	static class Acknowledging {

		@TaosListener(id = "manual", topics = "t")
		void manual(List<Map<String, Object>> rows, TaosAcknowledgment acknowledgment) {
		}

		@TaosListener(id = "message", topics = "t", ackMode = "MESSAGE")
		void message(List<Map<String, Object>> rows, TaosAcknowledgment acknowledgment) {
		}

		@TaosListener(id = "none", topics = "t")
		void none(List<Map<String, Object>> rows) {
		}

	}

	interface Listening {

		void on(Map<String, Object> row);

	}

	static class ProxyingProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (bean instanceof Listening) {
				ProxyFactory factory = new ProxyFactory(bean);
				return factory.getProxy();
			}
			return bean;
		}

	}

	static class ProxiedBean implements Listening {

		@Override
		@TaosListener(id = "proxied", topics = "t")
		public void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		static ProxyingProcessor proxying() {
			return new ProxyingProcessor();
		}

		@Bean
		Listening listening() {
			return new ProxiedBean();
		}

	}

	static class NotInInterfaceBean extends ProxiedBean {

		@TaosListener(id = "hidden", topics = "t")
		public void hidden(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NotInInterface {

		@Bean
		static ProxyingProcessor proxying() {
			return new ProxyingProcessor();
		}

		@Bean
		Listening listening() {
			return new NotInInterfaceBean();
		}

	}

	static class ScopedBean {

		@TaosListener(id = "scoped", topics = "t")
		public void on(Map<String, Object> row) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ScopedBean scopedBean() {
			return new ScopedBean();
		}

	}

	static class ByCode implements TaosListenerConfigurer {

		@Override
		public void configureTaosListeners(TaosListenerEndpointRegistrar registrar) {
			registrar.registerEndpoint(new SimpleTaosListenerEndpoint("code", List.of("t"), (message, ack, from) -> {
			}));
		}

		@Bean
		Object later(TaosListenerEndpointRegistry registry, Factory taosListenerContainerFactory) {
			registry.registerListenerContainer(
					new SimpleTaosListenerEndpoint("later", List.of("t"), (message, ack, from) -> {
					}), taosListenerContainerFactory);
			return "";
		}

	}

	static class NoTopics {

		@TaosListener(id = "x")
		void on(Map<String, Object> row) {
		}

	}

	static class NoNumber {

		@TaosListener(topics = "t", concurrency = "${number:many}")
		void on(Map<String, Object> row) {
		}

	}

	static class NoMode {

		@TaosListener(topics = "t", ackMode = "always")
		void on(Map<String, Object> row) {
		}

	}

	static class NoFlag {

		@TaosListener(topics = "t", autoStartup = "maybe")
		void on(Map<String, Object> row) {
		}

	}

	static class SameId {

		@TaosListener(id = "same", topics = "t")
		@TaosListener(id = "same", topics = "u")
		void on(Map<String, Object> row) {
		}

	}

	@EnableTaos
	static class NoFactory {

		@TaosListener(topics = "t")
		void on(Map<String, Object> row) {
		}

	}

	static class NoPayload {

		@TaosListener(topics = "t")
		void on(Object payload) {
		}

	}

}
