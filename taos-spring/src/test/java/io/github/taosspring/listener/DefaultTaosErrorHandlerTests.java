package io.github.taosspring.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosErrors;
import org.junit.jupiter.api.Test;

import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultTaosErrorHandler}.
 */
class DefaultTaosErrorHandlerTests {

	private final List<TaosListenerFailure> recovered = new ArrayList<>();

	private static TaosListenerFailure failure(Exception error) {
		return new TaosListenerFailure("alarms", "group", FakeTmq.message(1, 10, 1, 2), error, 0, 2);
	}

	@Test
	void nineMoreAttemptsAreTheDefault() {
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler(this.recovered::add);
		TaosListenerFailure failure = failure(new IllegalStateException("no"));
		for (int attempt = 1; attempt <= 9; attempt++) {
			assertThat(handler.handle(failure)).isEqualTo(FailureAction.retry(Duration.ZERO));
		}
		assertThat(handler.handle(failure)).isEqualTo(FailureAction.recovered());
		assertThat(this.recovered).containsExactly(failure);
	}

	@Test
	void eachMessageHasABackOffOfItsOwn() {
		ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler(this.recovered::add, backOff);
		TaosListenerFailure first = failure(new IllegalStateException("no"));
		TaosListenerFailure second = failure(new IllegalStateException("no"));
		assertThat(handler.handle(first)).isEqualTo(FailureAction.retry(Duration.ofMillis(100)));
		assertThat(handler.handle(first)).isEqualTo(FailureAction.retry(Duration.ofMillis(200)));
		assertThat(handler.handle(second)).isEqualTo(FailureAction.retry(Duration.ofMillis(100)));
	}

	@Test
	void theNearestCauseThatIsListedDecides() {
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler(this.recovered::add, new FixedBackOff(0, 5));
		handler.addNotRetryableExceptions(IllegalArgumentException.class);
		handler.addRetryableExceptions(NumberFormatException.class);
		assertThat(handler.handle(failure(new IllegalArgumentException("no")))).isEqualTo(FailureAction.recovered());
		assertThat(handler.handle(failure(new NumberFormatException("maybe"))))
			.isEqualTo(FailureAction.retry(Duration.ZERO));
		assertThat(handler.handle(failure(new IllegalStateException(TaosErrors.misuse("wrong use")))))
			.isEqualTo(FailureAction.recovered());
		assertThat(handler.handle(failure(new TaosRowsFailedException(1, TaosErrors.conversion("no Instant")))))
			.isEqualTo(FailureAction.recovered());
	}

	@Test
	void aFailureThatGetsFurtherHasAllItsAttemptsAgain() {
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler(this.recovered::add, new FixedBackOff(0, 1));
		IllegalStateException error = new IllegalStateException("no");
		TaosListenerFailure failure = failure(error);
		assertThat(handler.handle(failure)).isInstanceOf(FailureAction.Retry.class);
		failure.again(failure.message(), error, 1, 2);
		assertThat(failure.attempts()).isEqualTo(1);
		assertThat(handler.handle(failure)).isInstanceOf(FailureAction.Retry.class);
		failure.again(failure.message(), error, 1, 2);
		assertThat(failure.attempts()).isEqualTo(2);
		assertThat(handler.handle(failure)).isInstanceOf(FailureAction.Recovered.class);
	}

	@Test
	void whenTheRecovererFailsTheMessageIsTriedAgainAfterAPause() {
		DefaultTaosErrorHandler handler = new DefaultTaosErrorHandler((failure) -> {
			throw new IllegalStateException("cannot recover");
		}, new FixedBackOff(2_000, 1));
		TaosListenerFailure failure = failure(TaosErrors.misuse("no"));
		assertThat(handler.handle(failure)).isEqualTo(FailureAction.retry(Duration.ofSeconds(2)));
		assertThat(failure.nextBackOff(new FixedBackOff(2_000, 1))).isEqualTo(2_000);
	}

}
