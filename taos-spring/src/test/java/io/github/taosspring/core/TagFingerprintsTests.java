package io.github.taosspring.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TagFingerprints}.
 */
class TagFingerprintsTests {

	@Test
	void knowsWhatWasPutAndForgetsWhatWasRemoved() {
		TagFingerprints fingerprints = new TagFingerprints(10_000);
		Map<Long, Long> expected = new HashMap<>();
		Random random = new Random(11);
		for (int i = 0; i < 20_000; i++) {
			// zero included, and names that share their slots
			long name = random.nextInt(2_000) * 64L;
			long tags = random.nextInt(3) - 1L;
			if (random.nextInt(4) == 0) {
				fingerprints.remove(name);
				expected.remove(name);
			}
			else if (tags != 0) {
				fingerprints.put(name, tags * 1_000);
				expected.put(name, tags * 1_000);
			}
			long asked = random.nextInt(2_000) * 64L;
			Long known = expected.get(asked);
			assertThat(fingerprints.contains(asked, 1_000)).isEqualTo(known != null && known == 1_000);
			assertThat(fingerprints.contains(asked, -1_000)).isEqualTo(known != null && known == -1_000);
		}
	}

	@Test
	void tablesInUseOutliveThoseThatAreNot() {
		TagFingerprints fingerprints = new TagFingerprints(100);
		fingerprints.put(1, 5);
		fingerprints.put(2, 5);
		for (int i = 1_000; i < 2_000; i++) {
			fingerprints.put(i, 5);
			assertThat(fingerprints.contains(1, 5)).isTrue();
		}
		assertThat(fingerprints.contains(2, 5)).isFalse();
		assertThat(fingerprints.contains(1_999, 5)).isTrue();
	}

	@Test
	void removedTableDoesNotComeBackFromTheOlderGeneration() {
		TagFingerprints fingerprints = new TagFingerprints(4);
		fingerprints.put(1, 5);
		for (int i = 10; i < 15; i++) {
			fingerprints.put(i, 5);
		}
		assertThat(fingerprints.contains(1, 5)).isTrue();
		fingerprints.remove(1);
		assertThat(fingerprints.contains(1, 5)).isFalse();
		fingerprints.clear();
		assertThat(fingerprints.contains(14, 5)).isFalse();
	}

}
