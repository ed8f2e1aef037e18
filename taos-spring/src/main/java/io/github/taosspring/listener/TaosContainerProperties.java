package io.github.taosspring.listener;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import io.github.taosspring.client.tmq.TmqOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How a container consumes. A container takes a copy when it starts. Not thread-safe.
 */
public class TaosContainerProperties {

	/** What TDengine takes if {@link TmqOptions#maxPollInterval()} is not set. */
	static final Duration DEFAULT_MAX_POLL_INTERVAL = Duration.ofMinutes(5);

	/** How many messages may wait for acknowledgements unless it is said. */
	private static final int DEFAULT_MAX_PENDING = 1_000;

	private List<String> topics;

	private @Nullable String groupId;

	private @Nullable String clientId;

	private TmqOptions tmqOptions = TmqOptions.DEFAULTS;

	private AckMode ackMode = AckMode.MESSAGE;

	private Duration ackTime = Duration.ofSeconds(5);

	private Duration pollTimeout = Duration.ofSeconds(1);

	private Duration pendingPollTimeout = Duration.ofMillis(100);

	private int maxPending = DEFAULT_MAX_PENDING;

	private Duration shutdownTimeout = Duration.ofSeconds(10);

	private StartupFailurePolicy startupFailurePolicy = StartupFailurePolicy.RETRY;

	private BackOff restartBackOff = defaultRestartBackOff();

	private @Nullable Duration idleEventInterval;

	private Duration assignmentInterval = Duration.ofSeconds(10);

	/**
	 * Create properties.
	 * @param topics the topics, names as SQL shows them, case kept
	 */
	public TaosContainerProperties(String... topics) {
		this.topics = distinct(Arrays.asList(topics));
	}

	/**
	 * Create a copy.
	 * @param other what to copy
	 */
	public TaosContainerProperties(TaosContainerProperties other) {
		this.topics = other.topics;
		this.groupId = other.groupId;
		this.clientId = other.clientId;
		this.tmqOptions = other.tmqOptions;
		this.ackMode = other.ackMode;
		this.ackTime = other.ackTime;
		this.pollTimeout = other.pollTimeout;
		this.pendingPollTimeout = other.pendingPollTimeout;
		this.maxPending = other.maxPending;
		this.shutdownTimeout = other.shutdownTimeout;
		this.startupFailurePolicy = other.startupFailurePolicy;
		this.restartBackOff = other.restartBackOff;
		this.idleEventInterval = other.idleEventInterval;
		this.assignmentInterval = other.assignmentInterval;
	}

	private static BackOff defaultRestartBackOff() {
		ExponentialBackOff backOff = new ExponentialBackOff(1_000, 2);
		backOff.setMaxInterval(30_000);
		backOff.setJitter(200);
		return backOff;
	}

	private static List<String> distinct(Collection<String> topics) {
		for (String topic : topics) {
			Assert.hasText(topic, "a topic must have a name");
		}
		return List.copyOf(new LinkedHashSet<>(topics));
	}

	/**
	 * Return the topics.
	 * @return their names
	 */
	public List<String> getTopics() {
		return this.topics;
	}

	/**
	 * Set the topics.
	 * @param topics their names as SQL shows them, case kept
	 */
	public void setTopics(Collection<String> topics) {
		this.topics = distinct(topics);
	}

	/**
	 * Return the consumer group.
	 * @return its id, by default that of the {@linkplain #getTmqOptions() options};
	 * {@code null} if there is none either
	 */
	public @Nullable String getGroupId() {
		return (this.groupId != null) ? this.groupId : this.tmqOptions.groupId();
	}

	/**
	 * Set the consumer group.
	 * @param groupId its id, {@code null} for that of the options
	 */
	public void setGroupId(@Nullable String groupId) {
		this.groupId = groupId;
	}

	/**
	 * Return the name of the consumer as {@code SHOW CONSUMERS} shows it.
	 * @return the name, by default that of the options; {@code null} for the listener's
	 * id
	 */
	public @Nullable String getClientId() {
		return (this.clientId != null) ? this.clientId : this.tmqOptions.clientId();
	}

	/**
	 * Set the name of the consumer. With a concurrency of more than one, a number is put
	 * behind it.
	 * @param clientId the name, {@code null} for the default
	 */
	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	/**
	 * Return the other options of the consumer.
	 * @return the options; offsets reset to the earliest by default
	 */
	public TmqOptions getTmqOptions() {
		return this.tmqOptions;
	}

	/**
	 * Set the other options of the consumer. Its automatic commit is refused, because the
	 * container commits.
	 * @param tmqOptions the options
	 */
	public void setTmqOptions(TmqOptions tmqOptions) {
		this.tmqOptions = Objects.requireNonNull(tmqOptions, "tmqOptions");
	}

	/**
	 * Return when offsets are committed.
	 * @return the mode, {@link AckMode#MESSAGE} by default
	 */
	public AckMode getAckMode() {
		return this.ackMode;
	}

	/**
	 * Set when offsets are committed.
	 * @param ackMode the mode
	 */
	public void setAckMode(AckMode ackMode) {
		this.ackMode = Objects.requireNonNull(ackMode, "ackMode");
	}

	/**
	 * Return the time between commits in {@link AckMode#TIME}.
	 * @return the time, 5 s by default
	 */
	public Duration getAckTime() {
		return this.ackTime;
	}

	/**
	 * Set the time between commits in {@link AckMode#TIME}.
	 * @param ackTime greater than zero
	 */
	public void setAckTime(Duration ackTime) {
		this.ackTime = positive("ackTime", ackTime);
	}

	/**
	 * Return how long a poll waits for a message.
	 * @return the time, 1 s by default
	 */
	public Duration getPollTimeout() {
		return this.pollTimeout;
	}

	/**
	 * Set how long a poll waits for a message.
	 * @param pollTimeout greater than zero
	 */
	public void setPollTimeout(Duration pollTimeout) {
		this.pollTimeout = positive("pollTimeout", pollTimeout);
	}

	/**
	 * Return how long a poll waits for a message while messages are unacknowledged or
	 * their offsets uncommitted: the server answers a commit only after the poll.
	 * @return the time, 100 ms by default
	 */
	public Duration getPendingPollTimeout() {
		return this.pendingPollTimeout;
	}

	/**
	 * Set how long a poll waits while messages are unacknowledged.
	 * @param pendingPollTimeout greater than zero
	 */
	public void setPendingPollTimeout(Duration pendingPollTimeout) {
		this.pendingPollTimeout = positive("pendingPollTimeout", pendingPollTimeout);
	}

	/**
	 * Return how many messages of one consumer may wait for acknowledgements.
	 * @return the number, 1000 by default; 0 for no bound
	 */
	public int getMaxPending() {
		return this.maxPending;
	}

	/**
	 * Set how many messages of one consumer may wait, in {@link AckMode#MANUAL}, for
	 * acknowledgements: their own, or those of messages before them, without which they
	 * cannot be committed. Once there are as many, no more are taken until some are
	 * acknowledged. If none is within {@code max.poll.interval.ms}, the assignment is
	 * given up as in a long pause, and a new consumer gets them again.
	 * @param maxPending the number; 0 for no bound
	 */
	public void setMaxPending(int maxPending) {
		Assert.isTrue(maxPending >= 0, () -> "'maxPending' must not be negative, was " + maxPending);
		this.maxPending = maxPending;
	}

	/**
	 * Return how long a stop may take.
	 * @return the time, 10 s by default
	 */
	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	/**
	 * Set how long a stop may take: to finish a message, wait for acknowledgements,
	 * commit and leave the group.
	 * @param shutdownTimeout greater than zero
	 */
	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = positive("shutdownTimeout", shutdownTimeout);
	}

	/**
	 * Return what happens if the first subscription fails.
	 * @return the policy, {@link StartupFailurePolicy#RETRY} by default
	 */
	public StartupFailurePolicy getStartupFailurePolicy() {
		return this.startupFailurePolicy;
	}

	/**
	 * Set what happens if the first subscription fails.
	 * @param startupFailurePolicy the policy
	 */
	public void setStartupFailurePolicy(StartupFailurePolicy startupFailurePolicy) {
		this.startupFailurePolicy = Objects.requireNonNull(startupFailurePolicy, "startupFailurePolicy");
	}

	/**
	 * Return the pauses between attempts to subscribe, at the start and later on.
	 * @return the back-off, by default without end, from 1 s to 30 s with jitter
	 */
	public BackOff getRestartBackOff() {
		return this.restartBackOff;
	}

	/**
	 * Set the pauses between attempts to subscribe. When they end, the container stops.
	 * @param restartBackOff the back-off
	 */
	public void setRestartBackOff(BackOff restartBackOff) {
		this.restartBackOff = Objects.requireNonNull(restartBackOff, "restartBackOff");
	}

	/**
	 * Return after how long without a message a {@link TaosListenerIdleEvent} is
	 * published.
	 * @return the time, {@code null} for never, which is the default
	 */
	public @Nullable Duration getIdleEventInterval() {
		return this.idleEventInterval;
	}

	/**
	 * Set after how long without a message a {@link TaosListenerIdleEvent} is published.
	 * @param idleEventInterval greater than zero, {@code null} for never
	 */
	public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
		this.idleEventInterval = (idleEventInterval != null) ? positive("idleEventInterval", idleEventInterval) : null;
	}

	/**
	 * Return how often the container asks for the offsets of its vgroups, which its lag
	 * comes from.
	 * @return the time, 10 s by default; zero for never
	 */
	public Duration getAssignmentInterval() {
		return this.assignmentInterval;
	}

	/**
	 * Set how often the container asks for the offsets of its vgroups.
	 * @param assignmentInterval not negative; zero for never
	 */
	public void setAssignmentInterval(Duration assignmentInterval) {
		Assert.isTrue(!assignmentInterval.isNegative(),
				() -> "'assignmentInterval' must not be negative, was " + assignmentInterval);
		this.assignmentInterval = assignmentInterval;
	}

	/**
	 * Return after how long without a poll the server gives the vgroups to others.
	 * @return the time of the options, or else TDengine's default
	 */
	Duration maxPollInterval() {
		Duration interval = this.tmqOptions.maxPollInterval();
		return (interval != null) ? interval : DEFAULT_MAX_POLL_INTERVAL;
	}

	/**
	 * Return the group that is there once {@link #validate()} has passed.
	 */
	String requiredGroupId() {
		String id = getGroupId();
		Assert.state(id != null && !id.isBlank(), "a listener needs a 'groupId'");
		return id;
	}

	/**
	 * Return the options of one consumer.
	 * @param defaultClientId its name unless one is set
	 * @param suffix put behind a name that is set
	 */
	TmqOptions consumerOptions(String defaultClientId, String suffix) {
		String id = getClientId();
		return this.tmqOptions.toBuilder()
			.groupId(requiredGroupId())
			.clientId((id != null) ? id + suffix : defaultClientId)
			.build();
	}

	/**
	 * Check that these properties can be started with.
	 * @throws IllegalStateException if they cannot; the message names the property
	 */
	public void validate() {
		Assert.state(!this.topics.isEmpty(), "a listener needs 'topics'");
		requiredGroupId();
		Assert.state(this.tmqOptions.autoCommitInterval() == null,
				"'tmqOptions' must not commit automatically (enable.auto.commit, autoCommitInterval): the listener's"
						+ " container commits, by its 'ackMode'");
		Assert.state(!this.tmqOptions.snapshot() || this.ackMode == AckMode.MESSAGE,
				() -> "a snapshot (experimental.snapshot.enable) needs ackMode MESSAGE, because its messages have no"
						+ " offset that could be committed later; it is " + this.ackMode);
		Assert.state(this.pollTimeout.compareTo(maxPollInterval()) < 0, () -> "'pollTimeout' (" + this.pollTimeout
				+ ") must be less than max.poll.interval.ms (" + maxPollInterval() + ")");
	}

	private static Duration positive(String name, Duration value) {
		Assert.isTrue(!value.isNegative() && !value.isZero(),
				() -> "'" + name + "' must be greater than zero, was " + value);
		return value;
	}

}
