package io.github.taosspring.client.tmq;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;

/**
 * How a {@link TmqConsumer} consumes. Immutable; {@link #DEFAULTS} has no group, which a
 * consumer must have.
 * <p>
 * What is not set is left to the server. The server itself commits nothing: neither
 * {@code enable.auto.commit} nor {@link #autoCommitInterval()} is sent to it.
 */
public final class TmqOptions {

	/**
	 * No group; from the earliest entry on, with table names, nothing committed by
	 * itself.
	 */
	public static final TmqOptions DEFAULTS = new Builder().build();

	private final @Nullable String groupId;

	private final @Nullable String clientId;

	private final TmqOffsetReset offsetReset;

	private final boolean withTableName;

	private final boolean snapshot;

	private final boolean batchMeta;

	private final boolean consumeExcluded;

	private final boolean replay;

	private final boolean prefetch;

	private final @Nullable Duration autoCommitInterval;

	private final @Nullable Duration sessionTimeout;

	private final @Nullable Duration heartbeatInterval;

	private final @Nullable Duration maxPollInterval;

	private final @Nullable Duration fetchMaxWait;

	private final int minPollRows;

	private final Map<String, String> config;

	private final Map<String, String> connection;

	private TmqOptions(Builder builder) {
		this.groupId = builder.groupId;
		this.clientId = builder.clientId;
		this.offsetReset = builder.offsetReset;
		this.withTableName = builder.withTableName;
		this.snapshot = builder.snapshot;
		this.batchMeta = builder.batchMeta;
		this.consumeExcluded = builder.consumeExcluded;
		this.replay = builder.replay;
		this.prefetch = builder.prefetch;
		this.autoCommitInterval = builder.autoCommitInterval;
		this.sessionTimeout = builder.sessionTimeout;
		this.heartbeatInterval = builder.heartbeatInterval;
		this.maxPollInterval = builder.maxPollInterval;
		this.fetchMaxWait = builder.fetchMaxWait;
		this.minPollRows = builder.minPollRows;
		this.config = Collections.unmodifiableMap(new TreeMap<>(builder.config));
		this.connection = Map.copyOf(builder.connection);
	}

	/**
	 * Return a builder that holds the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return options for a group, all else by default.
	 * @param groupId the group
	 * @return the options
	 */
	public static TmqOptions group(String groupId) {
		return new Builder().groupId(groupId).build();
	}

	/**
	 * Read options by the keys of TDengine's other clients, see {@link Builder#raw(Map)}.
	 * @param raw values by key
	 * @return the options
	 * @throws io.github.taosspring.client.TaosInterfaceException if a value is wrong or a
	 * key names what this connector does not have
	 */
	public static TmqOptions fromMap(Map<String, String> raw) {
		return new Builder().raw(raw).build();
	}

	/**
	 * Return a builder that holds these options.
	 * @return a new builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.groupId = this.groupId;
		builder.clientId = this.clientId;
		builder.offsetReset = this.offsetReset;
		builder.withTableName = this.withTableName;
		builder.snapshot = this.snapshot;
		builder.batchMeta = this.batchMeta;
		builder.consumeExcluded = this.consumeExcluded;
		builder.replay = this.replay;
		builder.prefetch = this.prefetch;
		builder.autoCommitInterval = this.autoCommitInterval;
		builder.sessionTimeout = this.sessionTimeout;
		builder.heartbeatInterval = this.heartbeatInterval;
		builder.maxPollInterval = this.maxPollInterval;
		builder.fetchMaxWait = this.fetchMaxWait;
		builder.minPollRows = this.minPollRows;
		builder.config.putAll(this.config);
		builder.connection.putAll(this.connection);
		return builder;
	}

	/**
	 * Return the group.
	 * @return the name, {@code null} if none was set
	 */
	public @Nullable String groupId() {
		return this.groupId;
	}

	/**
	 * Return the name of the consumer.
	 * @return the name, {@code null} for none
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * Return where a group begins that has committed nothing.
	 * @return where
	 */
	public TmqOffsetReset offsetReset() {
		return this.offsetReset;
	}

	/**
	 * Return whether blocks name their table.
	 * @return whether they do
	 */
	public boolean withTableName() {
		return this.withTableName;
	}

	/**
	 * Return whether the tables' rows are read first.
	 * @return whether they are
	 */
	public boolean snapshot() {
		return this.snapshot;
	}

	/**
	 * Return whether several changes of tables come in one message.
	 * @return whether they do
	 */
	public boolean batchMeta() {
		return this.batchMeta;
	}

	/**
	 * Return whether rows are left out that a replication wrote.
	 * @return whether they are
	 */
	public boolean consumeExcluded() {
		return this.consumeExcluded;
	}

	/**
	 * Return whether the server paces the rows by their timestamps.
	 * @return whether it does
	 */
	public boolean replay() {
		return this.replay;
	}

	/**
	 * Return whether the next message is asked for when one is returned.
	 * @return whether it is
	 */
	public boolean prefetch() {
		return this.prefetch;
	}

	/**
	 * Return how often a poll commits what earlier polls returned.
	 * @return the interval, {@code null} for never
	 */
	public @Nullable Duration autoCommitInterval() {
		return this.autoCommitInterval;
	}

	/**
	 * Return after how long without a heartbeat the server gives up the consumer.
	 * @return the time, {@code null} for the server's default
	 */
	public @Nullable Duration sessionTimeout() {
		return this.sessionTimeout;
	}

	/**
	 * Return the time between the adapter's heartbeats.
	 * @return the time, {@code null} for the server's default
	 */
	public @Nullable Duration heartbeatInterval() {
		return this.heartbeatInterval;
	}

	/**
	 * Return after how long without a poll the server gives the vgroups to others.
	 * @return the time, {@code null} for the server's default of 5 min
	 */
	public @Nullable Duration maxPollInterval() {
		return this.maxPollInterval;
	}

	/**
	 * Return how long the server waits at most to fill a message.
	 * @return the time, {@code null} for the server's default
	 */
	public @Nullable Duration fetchMaxWait() {
		return this.fetchMaxWait;
	}

	/**
	 * Return how many rows the server tries to put into a message.
	 * @return the rows, 0 for the server's default
	 */
	public int minPollRows() {
		return this.minPollRows;
	}

	/**
	 * Return what is passed on to the server as it is.
	 * @return values by TDengine's keys
	 */
	public Map<String, String> config() {
		return this.config;
	}

	/**
	 * Return where to connect and as whom, once what the raw map says of it has
	 * overridden what is given.
	 * @param base what counts where the raw map says nothing
	 * @return the options of the connection
	 * @throws io.github.taosspring.client.TaosInterfaceException if they are wrong; the
	 * message never repeats a secret
	 */
	public TaosClientOptions connection(TaosClientOptions base) {
		return this.connection.isEmpty() ? base : RawConnection.apply(this.connection, base);
	}

	@Override
	public String toString() {
		// neither the connection nor what is passed on: secrets may stand there
		return "TmqOptions[groupId=" + this.groupId + ", clientId=" + this.clientId + ", offsetReset="
				+ this.offsetReset + ", prefetch=" + this.prefetch + ", autoCommitInterval=" + this.autoCommitInterval
				+ ", snapshot=" + this.snapshot + ", config=" + this.config.keySet() + "]";
	}

	/**
	 * Builds {@link TmqOptions}. Not thread-safe.
	 */
	public static final class Builder {

		private @Nullable String groupId;

		private @Nullable String clientId;

		private TmqOffsetReset offsetReset = TmqOffsetReset.EARLIEST;

		private boolean withTableName = true;

		private boolean snapshot;

		private boolean batchMeta;

		private boolean consumeExcluded;

		private boolean replay;

		private boolean prefetch = true;

		private @Nullable Duration autoCommitInterval;

		private @Nullable Duration sessionTimeout;

		private @Nullable Duration heartbeatInterval;

		private @Nullable Duration maxPollInterval;

		private @Nullable Duration fetchMaxWait;

		private int minPollRows;

		private final Map<String, String> config = new LinkedHashMap<>();

		private final Map<String, String> connection = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Set the group, whose members share the vgroups and the committed offsets.
		 * @param groupId the name, without colons, at most 192 bytes of UTF-8
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is not such a
		 * name
		 */
		public Builder groupId(String groupId) {
			if (groupId.isBlank() || groupId.indexOf(':') >= 0
					|| groupId.getBytes(StandardCharsets.UTF_8).length > 192) {
				throw TaosErrors
					.misuse("'groupId' (group.id) must not be empty, contain ':' or be longer than 192 bytes, was '"
							+ groupId + "'");
			}
			this.groupId = groupId;
			return this;
		}

		/**
		 * Set a name for this consumer, which {@code SHOW CONSUMERS} shows.
		 * @param clientId the name, {@code null} for none
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Set where a group begins that has committed nothing. The default is
		 * {@link TmqOffsetReset#EARLIEST}, other than the server's.
		 * @param offsetReset where
		 * @return this
		 */
		public Builder offsetReset(TmqOffsetReset offsetReset) {
			this.offsetReset = Objects.requireNonNull(offsetReset, "offsetReset");
			return this;
		}

		/**
		 * Set whether blocks name their table; the default is {@code true}. Those of a
		 * topic on a query never do.
		 * @param withTableName whether they do
		 * @return this
		 */
		public Builder withTableName(boolean withTableName) {
			this.withTableName = withTableName;
			return this;
		}

		/**
		 * Set whether a group that has committed nothing reads the tables' rows first,
		 * those that the log no longer has included. Until that is done messages have no
		 * offset, and the server tells no positions.
		 * @param snapshot whether it does
		 * @return this
		 */
		public Builder snapshot(boolean snapshot) {
			this.snapshot = snapshot;
			return this;
		}

		/**
		 * Set whether several changes of tables come in one message.
		 * @param batchMeta whether they do
		 * @return this
		 */
		public Builder batchMeta(boolean batchMeta) {
			this.batchMeta = batchMeta;
			return this;
		}

		/**
		 * Set whether rows are left out that a replication wrote.
		 * @param consumeExcluded whether they are
		 * @return this
		 */
		public Builder consumeExcluded(boolean consumeExcluded) {
			this.consumeExcluded = consumeExcluded;
			return this;
		}

		/**
		 * Set whether the server paces the rows by their timestamps. For topics on a
		 * query of one vgroup without a super table only.
		 * @param replay whether it does
		 * @return this
		 */
		public Builder replay(boolean replay) {
			this.replay = replay;
			return this;
		}

		/**
		 * Set whether the next message is asked for when one is returned, rather than
		 * when the next poll begins; the default is {@code true}.
		 * @param prefetch whether it is
		 * @return this
		 */
		public Builder prefetch(boolean prefetch) {
			this.prefetch = prefetch;
			return this;
		}

		/**
		 * Set how often a poll commits what earlier polls returned.
		 * @param autoCommitInterval greater than zero, {@code null} for never
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of
		 * range
		 */
		public Builder autoCommitInterval(@Nullable Duration autoCommitInterval) {
			this.autoCommitInterval = check("autoCommitInterval", autoCommitInterval, 1, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * Set after how long without a heartbeat the server gives up the consumer. It is
		 * the adapter that sends them, as long as the connection is there.
		 * @param sessionTimeout 6 s to 30 min, {@code null} for the server's default
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of
		 * range
		 */
		public Builder sessionTimeout(@Nullable Duration sessionTimeout) {
			this.sessionTimeout = check("sessionTimeout", sessionTimeout, 6_000, 1_800_000);
			return this;
		}

		/**
		 * Set the time between the adapter's heartbeats.
		 * @param heartbeatInterval 1 s or more and less than the session timeout,
		 * {@code null} for the server's default
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of
		 * range
		 */
		public Builder heartbeatInterval(@Nullable Duration heartbeatInterval) {
			this.heartbeatInterval = check("heartbeatInterval", heartbeatInterval, 1_000, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * Set after how long without a poll the server gives the vgroups to others.
		 * @param maxPollInterval 1 s or more, {@code null} for the server's default of 5
		 * min
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of
		 * range
		 */
		public Builder maxPollInterval(@Nullable Duration maxPollInterval) {
			this.maxPollInterval = check("maxPollInterval", maxPollInterval, 1_000, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * Set how long the server waits at most to fill a message.
		 * @param fetchMaxWait greater than zero, {@code null} for the server's default
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is out of
		 * range
		 */
		public Builder fetchMaxWait(@Nullable Duration fetchMaxWait) {
			this.fetchMaxWait = check("fetchMaxWait", fetchMaxWait, 1, Integer.MAX_VALUE);
			return this;
		}

		/**
		 * Set how many rows the server tries to put into a message.
		 * @param minPollRows the rows, 0 for the server's default
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if it is negative
		 */
		public Builder minPollRows(int minPollRows) {
			if (minPollRows < 0) {
				throw TaosErrors.misuse("'minPollRows' must not be negative, was " + minPollRows);
			}
			this.minPollRows = minPollRows;
			return this;
		}

		/**
		 * Set options by the keys of TDengine's other clients, such as {@code group.id},
		 * {@code client.id}, {@code auto.offset.reset}, {@code enable.auto.commit} (with
		 * {@code auto.commit.interval.ms}, 5000 by default: {@link #autoCommitInterval}),
		 * {@code msg.with.table.name}, {@code experimental.snapshot.enable} and
		 * {@code session.timeout.ms}; {@code td.connect.ip}, {@code td.connect.port},
		 * {@code td.connect.user}, {@code td.connect.pass},
		 * {@code td.connect.websocket.scheme}, {@code td.connect.token},
		 * {@code bootstrap.servers} and {@code url} say where to connect. An empty value
		 * is as good as none. Keys that are not known are passed on, and refused by the
		 * server if it does not know them either.
		 * @param raw values by key
		 * @return this
		 * @throws io.github.taosspring.client.TaosInterfaceException if a value is wrong
		 * or a key names what this connector does not have, such as
		 * {@code value.deserializer}
		 */
		public Builder raw(Map<String, String> raw) {
			RawOptions.read(raw, this);
			return this;
		}

		/**
		 * Pass something on to the server as it is.
		 * @param key TDengine's key
		 * @param value the value
		 * @return this
		 */
		Builder config(String key, String value) {
			this.config.put(key, value);
			return this;
		}

		/**
		 * Override something of the connection.
		 * @param key the raw map's key
		 * @param value the value
		 * @return this
		 */
		Builder connection(String key, String value) {
			this.connection.put(key, value);
			return this;
		}

		/**
		 * Create the options.
		 * @return the options
		 * @throws io.github.taosspring.client.TaosInterfaceException if they contradict
		 * each other
		 */
		public TmqOptions build() {
			if (this.heartbeatInterval != null && this.sessionTimeout != null
					&& this.heartbeatInterval.compareTo(this.sessionTimeout) >= 0) {
				throw TaosErrors.misuse("'heartbeatInterval' (" + this.heartbeatInterval
						+ ") must be less than 'sessionTimeout' (" + this.sessionTimeout + ")");
			}
			return new TmqOptions(this);
		}

		private static @Nullable Duration check(String name, @Nullable Duration value, int min, int max) {
			if (value != null
					&& (value.compareTo(Duration.ofMillis(min)) < 0 || value.compareTo(Duration.ofMillis(max)) > 0)) {
				throw TaosErrors.misuse("'" + name + "' must be between " + min + " and " + max + " ms, was " + value);
			}
			return value;
		}

	}

}
