package io.github.taosspring.boot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.taosspring.client.tmq.TmqOffsetReset;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the consumers of listeners.
 */
public class TaosConsumerProperties {

	/**
	 * Consumer group of listeners that name none and have no id.
	 */
	private @Nullable String groupId;

	/**
	 * What the names of consumers begin with, which SHOW CONSUMERS shows; the id of the
	 * listener if not set.
	 */
	private @Nullable String clientIdPrefix;

	/**
	 * Where a group begins that has committed nothing.
	 */
	private TmqOffsetReset autoOffsetReset = TmqOffsetReset.EARLIEST;

	/**
	 * Time without a poll after which the server gives a consumer's vgroups to others, 1s
	 * or more. TDengine's default of 5m if not set.
	 */
	private @Nullable Duration maxPollInterval;

	/**
	 * Time without a heartbeat after which the server gives up a consumer, 6s to 30m.
	 * TDengine's default of 12s if not set.
	 */
	private @Nullable Duration sessionTimeout;

	/**
	 * Time between heartbeats, 1s or more and less than the session timeout. TDengine's
	 * default of 3s if not set.
	 */
	private @Nullable Duration heartbeatInterval;

	/**
	 * Time that the server waits to fill a message. TDengine's default of 1s if not set.
	 */
	private @Nullable Duration fetchMaxWait;

	/**
	 * Rows that the server tries to put into a message; 0 for TDengine's default of 4096.
	 */
	private int minPollRows = 0;

	/**
	 * Whether messages name the tables of their rows. Those of topics on a query never
	 * do.
	 */
	private boolean withTableName = true;

	/**
	 * Whether a group that has committed nothing reads the rows that the tables have
	 * first, those too that the log no longer has.
	 */
	private boolean snapshotEnabled = false;

	/**
	 * Whether several changes of tables come in one message.
	 */
	private boolean batchMeta = false;

	/**
	 * Whether the next message is asked for while a listener has one.
	 */
	private boolean prefetch = true;

	/**
	 * Further options by the keys of TDengine's clients, such as 'msg.consume.excluded';
	 * they win over the properties above.
	 */
	private Map<String, String> properties = new LinkedHashMap<>();

	public @Nullable String getGroupId() {
		return this.groupId;
	}

	public void setGroupId(@Nullable String groupId) {
		this.groupId = groupId;
	}

	public @Nullable String getClientIdPrefix() {
		return this.clientIdPrefix;
	}

	public void setClientIdPrefix(@Nullable String clientIdPrefix) {
		this.clientIdPrefix = clientIdPrefix;
	}

	public TmqOffsetReset getAutoOffsetReset() {
		return this.autoOffsetReset;
	}

	public void setAutoOffsetReset(TmqOffsetReset autoOffsetReset) {
		this.autoOffsetReset = autoOffsetReset;
	}

	public @Nullable Duration getMaxPollInterval() {
		return this.maxPollInterval;
	}

	public void setMaxPollInterval(@Nullable Duration maxPollInterval) {
		this.maxPollInterval = maxPollInterval;
	}

	public @Nullable Duration getSessionTimeout() {
		return this.sessionTimeout;
	}

	public void setSessionTimeout(@Nullable Duration sessionTimeout) {
		this.sessionTimeout = sessionTimeout;
	}

	public @Nullable Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(@Nullable Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

	public @Nullable Duration getFetchMaxWait() {
		return this.fetchMaxWait;
	}

	public void setFetchMaxWait(@Nullable Duration fetchMaxWait) {
		this.fetchMaxWait = fetchMaxWait;
	}

	public int getMinPollRows() {
		return this.minPollRows;
	}

	public void setMinPollRows(int minPollRows) {
		this.minPollRows = minPollRows;
	}

	public boolean isWithTableName() {
		return this.withTableName;
	}

	public void setWithTableName(boolean withTableName) {
		this.withTableName = withTableName;
	}

	public boolean isSnapshotEnabled() {
		return this.snapshotEnabled;
	}

	public void setSnapshotEnabled(boolean snapshotEnabled) {
		this.snapshotEnabled = snapshotEnabled;
	}

	public boolean isBatchMeta() {
		return this.batchMeta;
	}

	public void setBatchMeta(boolean batchMeta) {
		this.batchMeta = batchMeta;
	}

	public boolean isPrefetch() {
		return this.prefetch;
	}

	public void setPrefetch(boolean prefetch) {
		this.prefetch = prefetch;
	}

	public Map<String, String> getProperties() {
		return this.properties;
	}

	public void setProperties(Map<String, String> properties) {
		this.properties = properties;
	}

}
