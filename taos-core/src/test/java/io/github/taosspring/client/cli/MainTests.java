package io.github.taosspring.client.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Main}.
 */
@Timeout(60)
class MainTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... args) {
		return new Main(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8))
			.run(args, "hunter2");
	}

	@Test
	void saysWhichStepFailedAndWhatToDo() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		assertThat(run("probe", "taos+ws://127.0.0.1:" + port)).isEqualTo(1);
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.startsWith("127.0.0.1:" + port + "  name ok \u00B7 tcp FAILED: Connection refused")
			.contains("Action: Check host and port in the URL")
			.doesNotContain("hunter2");
		this.out.reset();
		assertThat(run("probe", "--verbose", "taos+http://127.0.0.1:" + port)).isEqualTo(1);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("127.0.0.1").contains("SKIPPED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "probe", "probe --loud taos+ws://h", "taos+ws://h", "probe taos+ws://h taos+ws://h" })
	void wrongArgumentsGetTheHelp(String args) {
		assertThat(run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("usage:");
	}

	@Test
	void aWrongUrlIsToldWithoutItsPassword() {
		assertThat(run("probe", "taos+ws://root:s3cret@h:x")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("port").doesNotContain("s3cret");
		assertThat(run("probe", "taos+native://h")).isEqualTo(2);
	}

	@Test
	void helps() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("usage:");
	}

}
