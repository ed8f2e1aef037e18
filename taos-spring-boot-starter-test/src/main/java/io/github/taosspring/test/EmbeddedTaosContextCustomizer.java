package io.github.taosspring.test;

import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.StringUtils;

/**
 * Puts a server into an application context, and the connection details that lead to it
 * instead of those that properties give. Equal settings share a context.
 *
 * @param settings what the annotation says
 */
record EmbeddedTaosContextCustomizer(EmbeddedTaosSettings settings) implements ContextCustomizer {

	private static final String TEST_SERVER = "embeddedTaosTestServer";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (!(beans instanceof BeanDefinitionRegistry registry)) {
			throw new IllegalStateException("@EmbeddedTaos needs an application context that takes bean definitions");
		}
		RootBeanDefinition testServer = new RootBeanDefinition(TestServer.class,
				() -> TestServer.start(this.settings.orDatabase(database(context.getEnvironment()))));
		testServer.setDestroyMethodName("close");
		registry.registerBeanDefinition(TEST_SERVER, testServer);
		RootBeanDefinition server = new RootBeanDefinition(EmbeddedTaosServer.class,
				() -> beans.getBean(TestServer.class).server());
		server.setDestroyMethodName("");
		register(registry, "embeddedTaosServer", server);
		register(registry, "embeddedTaosTestConnectionDetails", new RootBeanDefinition(TaosConnectionDetails.class,
				() -> new TestServerConnectionDetails(beans.getBean(TestServer.class))));
	}

	/**
	 * Let a bean win over the application's own, and end before the server does.
	 */
	private static void register(BeanDefinitionRegistry registry, String name, RootBeanDefinition definition) {
		definition.setPrimary(true);
		definition.setDependsOn(TEST_SERVER);
		registry.registerBeanDefinition(name, definition);
	}

	/**
	 * Return the database that the application means to use.
	 */
	private static @Nullable String database(Environment environment) {
		String database = environment.getProperty("taos.database");
		if (StringUtils.hasText(database)) {
			return database;
		}
		String url = environment.getProperty("taos.url");
		try {
			return StringUtils.hasText(url) ? TaosClientOptions.fromUrl(url).database() : null;
		}
		catch (TaosInterfaceException ex) {
			// a URL that nobody connects to need not be right
			return null;
		}
	}

}
