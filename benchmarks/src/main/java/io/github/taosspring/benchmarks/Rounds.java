package io.github.taosspring.benchmarks;

import io.github.taosspring.benchmarks.replay.ReplayProcess;

/**
 * Measures again and again against one replay server.
 */
final class Rounds {

	private Rounds() {
	}

	/**
	 * Measure in rounds.
	 * @param rounds how often
	 * @param round what to do in each
	 * @throws X if a round fails
	 */
	static <X extends Exception> void run(int rounds, Round<X> round) throws X {
		try (ReplayProcess server = ReplayProcess.start()) {
			for (int i = 1; i <= rounds; i++) {
				System.out.println("Round " + i + " of " + rounds);
				round.measure(server.port());
			}
		}
	}

	/**
	 * One round.
	 *
	 * @param <X> what it fails with
	 */
	interface Round<X extends Exception> {

		void measure(int port) throws X;

	}

}
