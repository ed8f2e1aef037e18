package io.github.taosspring.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosMessageFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What endpoints have in common. For setting up by one thread.
 */
public abstract class AbstractTaosListenerEndpoint implements TaosListenerEndpoint {

	private final String id;

	private final List<String> topics;

	private @Nullable String groupId;

	private @Nullable String clientIdPrefix;

	private @Nullable Integer concurrency;

	private @Nullable Boolean autoStartup;

	private @Nullable AckMode ackMode;

	private @Nullable TaosErrorHandler errorHandler;

	private @Nullable TaosMessageFilter filter;

	private final Map<String, String> properties = new LinkedHashMap<>();

	/**
	 * Create an endpoint.
	 * @param id its id, unique in its registry
	 * @param topics the topics, at least one
	 */
	protected AbstractTaosListenerEndpoint(String id, Collection<String> topics) {
		Assert.hasText(id, "A listener needs an id");
		Assert.notEmpty(topics, () -> "The listener '" + id + "' needs topics");
		this.id = id;
		this.topics = List.copyOf(topics);
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public List<String> getTopics() {
		return this.topics;
	}

	@Override
	public @Nullable String getGroupId() {
		return this.groupId;
	}

	/**
	 * Set the consumer group.
	 * @param groupId its id, {@code null} for that of the factory
	 */
	public void setGroupId(@Nullable String groupId) {
		this.groupId = groupId;
	}

	@Override
	public @Nullable String getClientIdPrefix() {
		return this.clientIdPrefix;
	}

	/**
	 * Set what the names of the consumers begin with.
	 * @param clientIdPrefix the prefix, {@code null} for that of the factory
	 */
	public void setClientIdPrefix(@Nullable String clientIdPrefix) {
		this.clientIdPrefix = clientIdPrefix;
	}

	@Override
	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	/**
	 * Set the number of consumers.
	 * @param concurrency the number, 1 or more; {@code null} for that of the factory
	 */
	public void setConcurrency(@Nullable Integer concurrency) {
		Assert.isTrue(concurrency == null || concurrency > 0,
				() -> "The concurrency of listener '" + this.id + "' must be 1 or more, was " + concurrency);
		this.concurrency = concurrency;
	}

	@Override
	public @Nullable Boolean getAutoStartup() {
		return this.autoStartup;
	}

	/**
	 * Set whether the container starts with the application.
	 * @param autoStartup whether it does, {@code null} for what the factory says
	 */
	public void setAutoStartup(@Nullable Boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	@Override
	public @Nullable AckMode getAckMode() {
		return this.ackMode;
	}

	/**
	 * Set when offsets are committed.
	 * @param ackMode the mode, {@code null} for that of the factory
	 */
	public void setAckMode(@Nullable AckMode ackMode) {
		this.ackMode = ackMode;
	}

	@Override
	public @Nullable TaosErrorHandler getErrorHandler() {
		return this.errorHandler;
	}

	/**
	 * Set what decides about failures.
	 * @param errorHandler the handler, {@code null} for that of the factory
	 */
	public void setErrorHandler(@Nullable TaosErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
	}

	@Override
	public @Nullable TaosMessageFilter getFilter() {
		return this.filter;
	}

	/**
	 * Set which messages the listener gets.
	 * @param filter the filter, {@code null} for that of the factory
	 */
	public void setFilter(@Nullable TaosMessageFilter filter) {
		this.filter = filter;
	}

	@Override
	public Map<String, String> getProperties() {
		return Map.copyOf(this.properties);
	}

	/**
	 * Set options of the consumer, which win over those of the factory.
	 * @param properties values by the keys of TDengine's clients
	 */
	public void setProperties(Map<String, String> properties) {
		this.properties.clear();
		this.properties.putAll(properties);
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + "[" + this.id + ", topics=" + this.topics + "]";
	}

}
