package io.github.taosspring.embedded.internal.server;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTests {

	@Test
	void stopsAtTheLimitAndResumesOnce() {
		InFlight inFlight = new InFlight(2, 100);
		assertThat(inFlight.begin(10)).isTrue();
		assertThat(inFlight.begin(10)).isFalse();
		assertThat(inFlight.end(10)).isTrue();
		assertThat(inFlight.end(10)).isFalse();
	}

	@Test
	void stopsAgainAtTheNextMessage() {
		InFlight inFlight = new InFlight(1, 100);
		for (int i = 0; i < 3; i++) {
			assertThat(inFlight.begin(10)).isFalse();
			assertThat(inFlight.end(10)).isTrue();
		}
	}

	@Test
	void stopsAtTheLimitOfBytes() {
		InFlight inFlight = new InFlight(10, 100);
		assertThat(inFlight.begin(60)).isTrue();
		assertThat(inFlight.begin(90)).isFalse();
		assertThat(inFlight.end(10)).isFalse();
		assertThat(inFlight.end(50)).isTrue();
		assertThat(inFlight.end(90)).isFalse();
	}

}
