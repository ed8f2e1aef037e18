package io.github.taosspring.client;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.includeTags;

/**
 * Runs this module's tests of faults, those with the tag {@code faults}, again and again:
 * {@code -Dtest=FaultRoundsTests -Dtaos.repeat=20}.
 */
@EnabledIfSystemProperty(named = "taos.repeat", matches = "[1-9][0-9]*",
		disabledReason = "-Dtaos.repeat tells how often")
class FaultRoundsTests {

	@Test
	void passEachTime() {
		int rounds = Integer.getInteger("taos.repeat");
		for (int round = 1; round <= rounds; round++) {
			TestExecutionSummary summary = run();
			System.out.printf("[faults] round %d of %d: %d of %d tests passed in %d s%n", round, rounds,
					summary.getTestsSucceededCount(), summary.getTestsFoundCount(),
					(summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
			assertThat(summary.getTestsFoundCount()).isPositive();
			assertThat(summary.getTotalFailureCount()).as(failures(summary)).isZero();
		}
	}

	private static TestExecutionSummary run() {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(selectPackage("io.github.taosspring.client"))
			.filters(includeTags("faults"))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return listener.getSummary();
	}

	private static String failures(TestExecutionSummary summary) {
		StringWriter text = new StringWriter();
		summary.printFailuresTo(new PrintWriter(text, true));
		return text.toString();
	}

}
