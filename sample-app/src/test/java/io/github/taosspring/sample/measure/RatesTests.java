package io.github.taosspring.sample.measure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTests {

	private static final long SECOND = 1_000_000_000L;

	private final Rates rates = new Rates();

	@Test
	void firstReadingHasNoRate() {
		assertThat(this.rates.perSecond("a", 100, 0)).isNull();
	}

	@Test
	void rateIsGrowthPerSecondOfTheTimeThatPassed() {
		this.rates.perSecond("a", 100, 5 * SECOND);
		assertThat(this.rates.perSecond("a", 400, 5 * SECOND + SECOND / 2)).isEqualTo(600);
		assertThat(this.rates.perSecond("a", 400, 7 * SECOND)).isEqualTo(0);
		assertThat(this.rates.perSecond("a", 401, 11 * SECOND)).isEqualTo(0.25);
	}

	@Test
	void clockThatOverflowsDoesNotMatter() {
		this.rates.perSecond("a", 100, Long.MAX_VALUE - SECOND / 2);
		assertThat(this.rates.perSecond("a", 110, Long.MIN_VALUE + SECOND / 2 - 1)).isEqualTo(10);
	}

	@Test
	void counterThatWentBackwardsGivesNoRateAndStartsAnew() {
		this.rates.perSecond("a", 100, 0);
		assertThat(this.rates.perSecond("a", 20, SECOND)).isNull();
		assertThat(this.rates.perSecond("a", 50, 2 * SECOND)).isEqualTo(30);
	}

	@Test
	void readingAtTheSameMomentGivesNoRateAndLosesNothing() {
		this.rates.perSecond("a", 100, 0);
		assertThat(this.rates.perSecond("a", 150, 0)).isNull();
		assertThat(this.rates.perSecond("a", 200, SECOND)).isEqualTo(100);
	}

	@Test
	void countersAreKeptApart() {
		this.rates.perSecond("a", 100, 0);
		this.rates.perSecond("b", 900, 0);
		assertThat(this.rates.perSecond("a", 101, SECOND)).isEqualTo(1);
		assertThat(this.rates.perSecond("b", 902, SECOND)).isEqualTo(2);
	}

	@Test
	void counterThatARoundDidNotMentionIsForgotten() {
		this.rates.perSecond("a", 100, 0);
		this.rates.perSecond("b", 100, 0);
		this.rates.endRound();
		this.rates.perSecond("b", 101, SECOND);
		this.rates.endRound();
		assertThat(this.rates.perSecond("a", 300, 2 * SECOND)).isNull();
		assertThat(this.rates.perSecond("b", 103, 2 * SECOND)).isEqualTo(2);
	}

}
