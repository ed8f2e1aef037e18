package io.github.taosspring.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.taosspring.sample.sampling.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The end of the application, as SIGTERM brings it about.
 */
@ExtendWith(OutputCaptureExtension.class)
class StopTests {

	@Test
	void stopsCleanlyWithAllSamplesWritten(CapturedOutput output) {
		List<String> before = threads();
		ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--sample.sampling.interval=200ms");
		Writer writer = context.getBean(Writer.class);
		await().atMost(Duration.ofSeconds(30)).until(() -> writer.status().samplesWritten() >= 3);
		long start = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(writer.isRunning()).isFalse();
		assertThat(writer.status().samplesWaiting()).isZero();
		assertThat(writer.status().failedWrites()).isZero();
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			List<String> left = threads();
			left.removeAll(before);
			// one for the whole process, as long as it
			left.remove("taos-leak-guard");
			assertThat(left).filteredOn((name) -> name.matches("(?i).*(sample-|taos|jetty|qtp).*")).isEmpty();
		});
		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain(" ERROR ");
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.collect(Collectors.toCollection(ArrayList::new));
	}

}
