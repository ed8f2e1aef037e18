package io.github.taosspring.boot;

import java.time.Duration;

import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.StartupFailurePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the containers of listeners.
 */
public class TaosListenerProperties {

	/**
	 * When offsets are committed. A listener's method that takes a TaosAcknowledgment has
	 * 'manual', unless its annotation says otherwise.
	 */
	private AckMode ackMode = AckMode.MESSAGE;

	/**
	 * Time between commits if the ack mode is 'time'.
	 */
	private Duration ackTime = Duration.ofSeconds(5);

	/**
	 * Number of consumers of a listener, each on a thread of its own. Each vgroup has one
	 * consumer of a group at a time.
	 */
	private int concurrency = 1;

	/**
	 * Whether listeners start with the application.
	 */
	private boolean autoStartup = true;

	/**
	 * Time that a poll waits for a message.
	 */
	private Duration pollTimeout = Duration.ofSeconds(1);

	/**
	 * Time that a poll waits for a message while acknowledgments or commits are
	 * outstanding: the server answers a commit only after the poll.
	 */
	private Duration pendingPollTimeout = Duration.ofMillis(100);

	/**
	 * Number of messages of one consumer that may wait for acknowledgments if the ack
	 * mode is 'manual'; no more are taken until some came. 0 for no bound.
	 */
	private int maxPending = 1000;

	/**
	 * Time that a listener has to stop: to finish its message, commit and leave the
	 * group.
	 */
	private Duration shutdownTimeout = Duration.ofSeconds(10);

	/**
	 * Time without a message after which an event tells of it, again and again; no events
	 * if not set.
	 */
	private @Nullable Duration idleEventInterval;

	/**
	 * Time between looks at the offsets of the vgroups, which the lag comes from; 0 for
	 * never.
	 */
	private Duration assignmentInterval = Duration.ofSeconds(10);

	/**
	 * What a listener does if it cannot subscribe when the application starts.
	 */
	private StartupFailurePolicy startupFailure = StartupFailurePolicy.RETRY;

	/**
	 * Whether the application does not start if a topic of a listener is not there; if
	 * so, the server must be there, too.
	 */
	private boolean missingTopicsFatal = false;

	/**
	 * Whether deliveries are observed, for traces. Their timers need no observation.
	 */
	private boolean observationEnabled = false;

	private final Retry retry = new Retry();

	private final Restart restart = new Restart();

	private final DeadLetter deadLetter = new DeadLetter();

	public AckMode getAckMode() {
		return this.ackMode;
	}

	public void setAckMode(AckMode ackMode) {
		this.ackMode = ackMode;
	}

	public Duration getAckTime() {
		return this.ackTime;
	}

	public void setAckTime(Duration ackTime) {
		this.ackTime = ackTime;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	public Duration getPollTimeout() {
		return this.pollTimeout;
	}

	public void setPollTimeout(Duration pollTimeout) {
		this.pollTimeout = pollTimeout;
	}

	public Duration getPendingPollTimeout() {
		return this.pendingPollTimeout;
	}

	public void setPendingPollTimeout(Duration pendingPollTimeout) {
		this.pendingPollTimeout = pendingPollTimeout;
	}

	public int getMaxPending() {
		return this.maxPending;
	}

	public void setMaxPending(int maxPending) {
		this.maxPending = maxPending;
	}

	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = shutdownTimeout;
	}

	public @Nullable Duration getIdleEventInterval() {
		return this.idleEventInterval;
	}

	public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
		this.idleEventInterval = idleEventInterval;
	}

	public Duration getAssignmentInterval() {
		return this.assignmentInterval;
	}

	public void setAssignmentInterval(Duration assignmentInterval) {
		this.assignmentInterval = assignmentInterval;
	}

	public StartupFailurePolicy getStartupFailure() {
		return this.startupFailure;
	}

	public void setStartupFailure(StartupFailurePolicy startupFailure) {
		this.startupFailure = startupFailure;
	}

	public boolean isMissingTopicsFatal() {
		return this.missingTopicsFatal;
	}

	public void setMissingTopicsFatal(boolean missingTopicsFatal) {
		this.missingTopicsFatal = missingTopicsFatal;
	}

	public boolean isObservationEnabled() {
		return this.observationEnabled;
	}

	public void setObservationEnabled(boolean observationEnabled) {
		this.observationEnabled = observationEnabled;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public Restart getRestart() {
		return this.restart;
	}

	public DeadLetter getDeadLetter() {
		return this.deadLetter;
	}

	/**
	 * Properties of further attempts, in memory, at what a listener failed upon.
	 */
	public static class Retry {

		/**
		 * Attempts at a message, the first one included; 1 for no further one, 0 for no
		 * end.
		 */
		private int maxAttempts = 10;

		/**
		 * Time before the second attempt.
		 */
		private Duration initialInterval = Duration.ofMillis(0);

		/**
		 * What each further pause is longer by.
		 */
		private double multiplier = 1;

		/**
		 * Longest pause between two attempts.
		 */
		private Duration maxInterval = Duration.ofSeconds(30);

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

	}

	/**
	 * Properties of further attempts to subscribe.
	 */
	public static class Restart {

		/**
		 * Time before the second attempt; each further pause is twice as long.
		 */
		private Duration initialInterval = Duration.ofSeconds(1);

		/**
		 * Longest pause between two attempts.
		 */
		private Duration maxInterval = Duration.ofSeconds(30);

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

	}

	/**
	 * Properties of what becomes of messages that no attempt could process.
	 */
	public static class DeadLetter {

		/**
		 * Whether they are written to the super table taos_dead_letters; otherwise they
		 * are logged. The container goes on with those that follow.
		 */
		private boolean enabled = false;

		/**
		 * Database of the super table; the client's current one if not set.
		 */
		private @Nullable String database;

		/**
		 * Whether the super table is created if it is not there when it is first needed.
		 */
		private boolean create = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable String getDatabase() {
			return this.database;
		}

		public void setDatabase(@Nullable String database) {
			this.database = database;
		}

		public boolean isCreate() {
			return this.create;
		}

		public void setCreate(boolean create) {
			this.create = create;
		}

	}

}
