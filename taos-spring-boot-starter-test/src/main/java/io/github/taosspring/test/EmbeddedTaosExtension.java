package io.github.taosspring.test;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Set;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.embedded.fault.Faults;
import io.github.taosspring.embedded.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Starts, resets and hands out the server of {@link EmbeddedTaos}. In a Spring test the
 * server is a bean of the application context, where
 * {@link EmbeddedTaosContextCustomizer} puts it; the context is loaded for it.
 */
final class EmbeddedTaosExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(EmbeddedTaosExtension.class);

	private static final Set<Class<?>> TYPES = Set.of(EmbeddedTaosServer.class, Faults.class, Journal.class,
			TaosClient.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		Class<?> testClass = context.getRequiredTestClass();
		EmbeddedTaosSettings settings = settings(testClass);
		if (!isSpringTest(testClass)) {
			TestServer outer = context.getStore(NAMESPACE).get(TestServer.class, TestServer.class);
			if (outer == null || !outer.settings().equals(settings)) {
				// closed by JUnit with the class
				context.getStore(NAMESPACE).put(TestServer.class, TestServer.start(settings));
			}
		}
		if (settings.reset() == EmbeddedTaos.Reset.BEFORE_CLASS) {
			server(context).reset();
		}
	}

	private static EmbeddedTaosSettings settings(Class<?> testClass) {
		EmbeddedTaosSettings settings = EmbeddedTaosSettings.of(testClass);
		if (settings == null) {
			throw new IllegalStateException(testClass.getName() + " has no @EmbeddedTaos");
		}
		return settings;
	}

	/**
	 * Return whether Spring makes the instances of a test class.
	 */
	private static boolean isSpringTest(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			boolean extended = AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)
				.stream()
				.anyMatch((extendWith) -> Arrays.asList(extendWith.value()).contains(SpringExtension.class));
			if (extended) {
				return true;
			}
		}
		return false;
	}

	private static TestServer server(ExtensionContext context) {
		if (isSpringTest(context.getRequiredTestClass())) {
			return SpringExtension.getApplicationContext(context).getBean(TestServer.class);
		}
		return context.getStore(NAMESPACE).get(TestServer.class, TestServer.class);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		TestServer server = server(context);
		context.getStore(NAMESPACE).put(Faults.class, server.server().faults());
		if (settings(context.getRequiredTestClass()).reset() == EmbeddedTaos.Reset.BEFORE_EACH) {
			server.reset();
		}
		server.server().journal().clear();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		// there is none if the application context could not be loaded
		Faults faults = context.getStore(NAMESPACE).get(Faults.class, Faults.class);
		if (faults != null) {
			faults.clear();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		if (!TYPES.contains(parameter.getParameter().getType())) {
			return false;
		}
		// those are Spring's
		boolean injected = isSpringTest(context.getRequiredTestClass())
				&& (parameter.isAnnotated(Autowired.class) || isConstructor(parameter));
		return !injected;
	}

	private static boolean isConstructor(ParameterContext parameter) {
		return parameter.getDeclaringExecutable() instanceof Constructor<?>;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		TestServer server = server(context);
		if (type == TaosClient.class) {
			return client(context, server);
		}
		if (type == Faults.class) {
			return server.server().faults();
		}
		return (type == Journal.class) ? server.server().journal() : server.server();
	}

	private static TaosClient client(ExtensionContext context, TestServer server) {
		TaosClient bean = clientBean(context);
		// JUnit closes it with the test or, if a lifecycle method asked, with the class
		return (bean != null) ? bean
				: context.getStore(NAMESPACE)
					.computeIfAbsent(new ClientKey(server), (key) -> TaosClient.create(server.clientOptions()),
							TaosClient.class);
	}

	private static @Nullable TaosClient clientBean(ExtensionContext context) {
		return isSpringTest(context.getRequiredTestClass())
				? SpringExtension.getApplicationContext(context).getBeanProvider(TaosClient.class).getIfUnique() : null;
	}

	/**
	 * A nested class may have another server than the class around it.
	 */
	private record ClientKey(TestServer server) {

	}

}
