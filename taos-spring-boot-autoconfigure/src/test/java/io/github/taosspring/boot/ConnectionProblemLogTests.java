package io.github.taosspring.boot;

import java.time.Duration;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionProblemLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionProblemLogTests {

	private final ConnectionProblemLog log = new ConnectionProblemLog();

	@Test
	void namesThePropertyToMendOnceUntilConnectingWorks(CapturedOutput output) {
		connectFails(0);
		connectFails(0);
		connectFails(0x0357);
		assertThat(output.getOut()).containsOnlyOnce("Check taos.url")
			.containsOnlyOnce("Check taos.username/taos.password");
		this.log.onEnd("connect", 1, Duration.ZERO, 0);
		assertThat(output.getOut()).contains("Connected to TDengine after failures");
		connectFails(0);
		assertThat(output.getOut().split("Check taos.url", -1)).hasSize(3);
	}

	@Test
	void tellsAMissingDatabaseFromAMissingServer(CapturedOutput output) {
		this.log.onError("connect", 1, Duration.ZERO, TaosErrors.fromServer("conn", 0x0388, "Database not exist", 1));
		assertThat(output.getOut()).contains("has no such database", "taos.database")
			.doesNotContain("cannot be reached");
	}

	@Test
	void leavesOtherOperationsAlone(CapturedOutput output) {
		this.log.onError("query", 1, Duration.ZERO, TaosErrors.cannotConnect("Cannot connect", null));
		this.log.onEnd("query", 1, Duration.ZERO, 0);
		this.log.onEnd("connect", 1, Duration.ZERO, 0);
		assertThat(output.getOut()).doesNotContain("TDengine");
	}

	@Test
	void stopsAtSomeNumberOfReasons(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.log.onError("connect", 1, Duration.ZERO, TaosErrors.cannotConnect("Reason " + i, null));
		}
		assertThat(output.getOut().split("Reason", -1)).hasSizeLessThan(20);
	}

	private void connectFails(int code) {
		this.log.onError("connect", 1, Duration.ZERO, (code == 0) ? TaosErrors.cannotConnect("Cannot connect", null)
				: TaosErrors.fromServer("conn", code, "Authentication failure", 1));
	}

}
