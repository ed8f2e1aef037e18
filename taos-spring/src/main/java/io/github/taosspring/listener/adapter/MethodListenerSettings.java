package io.github.taosspring.listener.adapter;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.validation.Validator;

/**
 * What a listener's method is called for.
 *
 * @param listenerId the id of the listener
 * @param groupId the consumer group, {@code null} if it is not known
 * @param topics the topics
 * @param tagLookup whether tags are looked up
 * @param validator validates payloads, {@code null} for none
 */
public record MethodListenerSettings(String listenerId, @Nullable String groupId, List<String> topics,
		boolean tagLookup, @Nullable Validator validator) {

	/**
	 * Create settings.
	 * @param listenerId the id of the listener
	 * @param groupId the consumer group, {@code null} if it is not known
	 * @param topics the topics
	 * @param tagLookup whether tags are looked up
	 * @param validator validates payloads, {@code null} for none
	 */
	public MethodListenerSettings {
		topics = List.copyOf(topics);
	}

}
