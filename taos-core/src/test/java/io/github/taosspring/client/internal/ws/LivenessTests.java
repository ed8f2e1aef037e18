package io.github.taosspring.client.internal.ws;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Liveness}.
 */
class LivenessTests {

	private final Liveness liveness = new Liveness();

	@Test
	void anyByteThatArrivesIsASignOfLife() {
		assertThat(this.liveness.look(100, 0, false)).isZero();
		assertThat(this.liveness.look(100, 0, false)).isEqualTo(1);
		assertThat(this.liveness.look(100, 0, false)).isEqualTo(2);
		assertThat(this.liveness.look(101, 0, false)).isZero();
		assertThat(this.liveness.look(101, 0, false)).isEqualTo(1);
	}

	@Test
	void whatIsWrittenWithoutABacklogProvesNothing() {
		this.liveness.look(100, 10, false);
		assertThat(this.liveness.look(100, 20, false)).isEqualTo(1);
		assertThat(this.liveness.look(100, 30, true)).isEqualTo(2);
	}

	@Test
	void aBacklogThatGetsShorterIsASignOfLifeAndOneThatDoesNotIsNone() {
		this.liveness.look(100, 10, true);
		assertThat(this.liveness.look(100, 20, true)).isZero();
		assertThat(this.liveness.look(100, 30, false)).isZero();
		assertThat(this.liveness.look(100, 30, true)).isEqualTo(1);
		assertThat(this.liveness.look(100, 30, true)).isEqualTo(2);
	}

	@Test
	void whatTheSystemTookOfALargeStatementHasTimeToArrive() {
		this.liveness.look(10, 100, false);
		long written = 100 + 3L * Liveness.BYTES_PER_LOOK;
		for (int i = 0; i < 3; i++) {
			assertThat(this.liveness.look(10, written, false)).isEqualTo(1);
		}
		assertThat(this.liveness.look(10, written, false)).isEqualTo(2);
		assertThat(this.liveness.look(10, written, false)).isEqualTo(3);
		assertThat(this.liveness.look(11, written, false)).isZero();
		assertThat(this.liveness.look(11, written + 50, false)).isEqualTo(1);
		assertThat(this.liveness.look(11, written + 50, false)).isEqualTo(2);
	}

	@Test
	void aPeerThatTakesNothingOfALargeStatementHasNoMoreTime() {
		this.liveness.look(10, 100, false);
		long written = 100 + 3L * Liveness.BYTES_PER_LOOK;
		this.liveness.look(10, written, true);
		assertThat(this.liveness.look(10, written, true)).isEqualTo(2);
		assertThat(this.liveness.look(10, written, true)).isEqualTo(3);
	}

}
