package io.github.taosspring.listener.proof;

import java.io.IOException;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

	private static ProofServer server;

	@BeforeAll
	static void start() throws IOException {
		server = new ProofServer();
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
	}

	@AfterEach
	void nothingIsLeft() {
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("taos-listener-") || name.equals("proof-writer")));
	}

	static LongStream seeds() {
		Long single = Long.getLong("taos.proof.seed");
		return (single != null) ? LongStream.of(single)
				: LongStream.rangeClosed(1, Long.getLong("taos.proof.seeds", 10));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void whatWasInsertedIsReceived(long seed) throws InterruptedException {
		String summary = new ProofRun(server, seed).run();
		System.out.println("[proof] seed " + seed + ": " + summary);
	}

}
