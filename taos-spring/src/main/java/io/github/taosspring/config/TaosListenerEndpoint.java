package io.github.taosspring.config;

import java.util.List;
import java.util.Map;

import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.TaosErrorHandler;
import io.github.taosspring.listener.TaosMessageFilter;
import io.github.taosspring.listener.TaosMessageListener;
import io.github.taosspring.listener.adapter.TaosPayloads;
import org.jspecify.annotations.Nullable;

/**
 * A listener, and what its container does differently from what the container factory
 * says; {@code null} is for what the factory says.
 *
 * @see MethodTaosListenerEndpoint
 * @see SimpleTaosListenerEndpoint
 */
public interface TaosListenerEndpoint {

	/**
	 * Return the id.
	 * @return the id, unique in its registry
	 */
	String getId();

	/**
	 * Return the consumer group.
	 * @return its id, {@code null} for that of the factory
	 */
	@Nullable String getGroupId();

	/**
	 * Return the topics.
	 * @return their names as SQL shows them, case kept; at least one
	 */
	List<String> getTopics();

	/**
	 * Return what the names of the consumers begin with.
	 * @return the prefix, {@code null} for that of the factory
	 */
	@Nullable String getClientIdPrefix();

	/**
	 * Return the number of consumers.
	 * @return the number, {@code null} for that of the factory
	 */
	@Nullable Integer getConcurrency();

	/**
	 * Return whether the container starts with the application.
	 * @return whether it does, {@code null} for what the factory says
	 */
	@Nullable Boolean getAutoStartup();

	/**
	 * Return when offsets are committed.
	 * @return the mode, {@code null} for that of the factory
	 */
	@Nullable AckMode getAckMode();

	/**
	 * Return what decides about failures.
	 * @return the handler, {@code null} for that of the factory
	 */
	@Nullable TaosErrorHandler getErrorHandler();

	/**
	 * Return which messages the listener gets.
	 * @return the filter, {@code null} for that of the factory
	 */
	@Nullable TaosMessageFilter getFilter();

	/**
	 * Return options of the consumer, which win over those of the factory.
	 * @return values by the keys of TDengine's clients
	 */
	Map<String, String> getProperties();

	/**
	 * Make what gets the messages.
	 * @param groupId the consumer group
	 * @param payloads makes objects of rows
	 * @return the listener
	 */
	TaosMessageListener createMessageListener(@Nullable String groupId, TaosPayloads payloads);

}
