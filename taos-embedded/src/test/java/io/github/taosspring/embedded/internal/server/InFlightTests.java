package io.github.taosspring.embedded.internal.server;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTests {

	@Test
	void stopsAtTheLimitAndResumesOnce() {
		InFlight inFlight = new InFlight(2);
		assertThat(inFlight.begin()).isTrue();
		assertThat(inFlight.begin()).isFalse();
		assertThat(inFlight.end()).isTrue();
		assertThat(inFlight.end()).isFalse();
	}

	@Test
	void stopsAgainAtTheNextMessage() {
		InFlight inFlight = new InFlight(1);
		for (int i = 0; i < 3; i++) {
			assertThat(inFlight.begin()).isFalse();
			assertThat(inFlight.end()).isTrue();
		}
	}

}
