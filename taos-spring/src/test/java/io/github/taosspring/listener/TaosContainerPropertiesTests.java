package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.tmq.TmqOffsetReset;
import io.github.taosspring.client.tmq.TmqOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TaosContainerProperties}.
 */
class TaosContainerPropertiesTests {

	private final TaosContainerProperties properties = new TaosContainerProperties("a", "b", "a");

	@Test
	void theDefaultsAreThoseOfADeliveryAtLeastOnce() {
		assertThat(this.properties.getTopics()).containsExactly("a", "b");
		assertThat(this.properties.getAckMode()).isEqualTo(AckMode.MESSAGE);
		assertThat(this.properties.getStartupFailurePolicy()).isEqualTo(StartupFailurePolicy.RETRY);
		assertThat(this.properties.getTmqOptions().offsetReset()).isEqualTo(TmqOffsetReset.EARLIEST);
		assertThat(this.properties.getTmqOptions().autoCommitInterval()).isNull();
		assertThat(this.properties.getMaxPending()).isEqualTo(1000);
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalStateException().isThrownBy(this.properties::validate).withMessageContaining("groupId");
		this.properties.setGroupId("g");
		this.properties.validate();
		this.properties.setTopics(List.of());
		assertThatIllegalStateException().isThrownBy(this.properties::validate).withMessageContaining("topics");
	}

	@Test
	void theGroupCanStandInTheOptions() {
		this.properties.setTmqOptions(TmqOptions.group("theirs"));
		assertThat(this.properties.getGroupId()).isEqualTo("theirs");
		this.properties.setGroupId("ours");
		assertThat(this.properties.consumerOptions("id", "-1").groupId()).isEqualTo("ours");
	}

	@Test
	void aConsumerIsNamedAfterItsListenerUnlessAClientIdIsSet() {
		this.properties.setGroupId("g");
		assertThat(this.properties.consumerOptions("taos-listener-a-1", "-1").clientId())
			.isEqualTo("taos-listener-a-1");
		this.properties.setClientId("mine");
		assertThat(this.properties.consumerOptions("taos-listener-a-1", "-1").clientId()).isEqualTo("mine-1");
	}

	@Test
	void whatWouldLoseMessagesIsRefused() {
		this.properties
			.setTmqOptions(TmqOptions.group("g").toBuilder().autoCommitInterval(Duration.ofSeconds(5)).build());
		assertThatIllegalStateException().isThrownBy(this.properties::validate)
			.withMessageContaining("enable.auto.commit");
		this.properties.setTmqOptions(TmqOptions.group("g").toBuilder().snapshot(true).build());
		this.properties.validate();
		this.properties.setAckMode(AckMode.MANUAL);
		assertThatIllegalStateException().isThrownBy(this.properties::validate).withMessageContaining("snapshot");
	}

	@Test
	void aPollFitsIntoThePollInterval() {
		this.properties.setTmqOptions(TmqOptions.group("g").toBuilder().maxPollInterval(Duration.ofSeconds(1)).build());
		assertThatIllegalStateException().isThrownBy(this.properties::validate)
			.withMessageContaining("max.poll.interval.ms");
	}

	@Test
	void timesAndBoundsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.properties.setPollTimeout(Duration.ZERO))
			.withMessageContaining("pollTimeout");
		assertThatIllegalArgumentException().isThrownBy(() -> this.properties.setIdleEventInterval(Duration.ZERO))
			.withMessageContaining("idleEventInterval");
		this.properties.setIdleEventInterval(null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.properties.setMaxPending(-1))
			.withMessageContaining("maxPending");
	}

	@Test
	void aCopyDoesNotFollow() {
		this.properties.setGroupId("g");
		TaosContainerProperties copy = new TaosContainerProperties(this.properties);
		this.properties.setAckMode(AckMode.TIME);
		assertThat(copy.getAckMode()).isEqualTo(AckMode.MESSAGE);
		assertThat(copy.getGroupId()).isEqualTo("g");
	}

}
