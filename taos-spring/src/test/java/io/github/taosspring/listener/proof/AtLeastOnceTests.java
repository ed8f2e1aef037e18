package io.github.taosspring.listener.proof;

import java.nio.file.Path;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The proof that what was inserted is received: every row, at least once, in the order of
 * the log within a vgroup (what comes again may be older), across servers that are
 * killed, consumers that join, leave, pause, are slow and throw, and connections that are
 * lost before the first commit.
 * <p>
 * Ten seeds; {@code -Dtaos.proof.seeds=100} runs a hundred, {@code -Dtaos.proof.seed=7}
 * that one. With {@code -Dtaos.test.url=…} against the server there.
 */
class AtLeastOnceTests {

	/** Of the seeds, how many times fewer a process is started for. */
	private static final long PER_PROCESS = 5;

	@TempDir
	private Path directory;

	@AfterEach
	void nothingIsLeft() {
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("taos-listener-") || name.equals("proof-writer")));
	}

	static LongStream seeds() {
		return seeds(1);
	}

	static LongStream seedsOfProcesses() {
		return seeds(PER_PROCESS);
	}

	private static LongStream seeds(long times) {
		Long single = Long.getLong("taos.proof.seed");
		return (single != null) ? LongStream.of(single)
				: LongStream.rangeClosed(1, Long.getLong("taos.proof.seeds", 10) / times);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void whatWasInsertedIsReceived(long seed) throws Exception {
		try (ProofServer server = ProofServer.here()) {
			prove(server, "seed " + seed, seed);
		}
	}

	@ParameterizedTest
	@MethodSource("seedsOfProcesses")
	@DisabledIfSystemProperty(named = "taos.test.url", matches = ".+")
	void whatWasInsertedIsReceivedOfAProcessThatIsKilled(long seed) throws Exception {
		try (ProofServer server = ProofServer.process(this.directory)) {
			prove(server, "process, seed " + seed, seed);
		}
	}

	private static void prove(ProofServer server, String name, long seed) throws InterruptedException {
		String summary = new ProofRun(server, seed).run();
		System.out.println("[proof] " + name + ": " + summary);
	}

}
