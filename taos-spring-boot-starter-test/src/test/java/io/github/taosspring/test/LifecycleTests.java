package io.github.taosspring.test;

import java.util.concurrent.atomic.AtomicReference;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Tests of the beginning and the end, seen from outside.
 */
class LifecycleTests {

	private static final AtomicReference<EmbeddedTaosServer> SEEN = new AtomicReference<>();

	@Test
	void serverAndClientEndWithTheClass() {
		TestExecutionSummary summary = run(Passing.class);
		assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
		EmbeddedTaosServer server = SEEN.get();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().contains(":" + server.port())));
		assertThat(server.toString()).contains(String.valueOf(server.port()));
		try (EmbeddedTaosServer next = EmbeddedTaosServer.builder().port(server.port()).start()) {
			assertThat(next.port()).isEqualTo(server.port());
		}
	}

	@Test
	void aBrokenScriptFailsTheClassAndNamesItself() {
		TestExecutionSummary summary = run(Broken.class);
		assertThat(summary.getTestsSucceededCount()).isZero();
		assertThat(summary.getFailures()).singleElement()
			.satisfies((failure) -> assertThat(failure.getException()).hasMessageContaining("broken.sql"));
	}

	@Test
	void aMissingScriptFailsTheClassAndNamesItself() {
		assertThat(run(Missing.class).getFailures()).singleElement()
			.satisfies((failure) -> assertThat(failure.getException()).hasMessageContaining("missing.sql"));
	}

	private static TestExecutionSummary run(Class<?> testClass) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectClass(testClass))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return listener.getSummary();
	}

	@EmbeddedTaos
	static class Passing {

		@Test
		void passes(EmbeddedTaosServer server, TaosClient client) {
			SEEN.set(server);
			client.execute("select 1");
		}

	}

	@EmbeddedTaos(scripts = "/broken.sql")
	static class Broken {

		@Test
		void isNotReached() {
			throw new AssertionError("reached");
		}

	}

	@EmbeddedTaos(scripts = "missing.sql")
	static class Missing {

		@Test
		void isNotReached() {
			throw new AssertionError("reached");
		}

	}

}
