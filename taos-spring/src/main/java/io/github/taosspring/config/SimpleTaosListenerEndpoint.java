package io.github.taosspring.config;

import java.util.Collection;
import java.util.Objects;

import io.github.taosspring.listener.TaosMessageListener;
import io.github.taosspring.listener.adapter.TaosPayloads;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a listener that is there.
 */
public class SimpleTaosListenerEndpoint extends AbstractTaosListenerEndpoint {

	private final TaosMessageListener listener;

	/**
	 * Create an endpoint.
	 * @param id its id, unique in its registry
	 * @param topics the topics, at least one
	 * @param listener gets the messages
	 */
	public SimpleTaosListenerEndpoint(String id, Collection<String> topics, TaosMessageListener listener) {
		super(id, topics);
		this.listener = Objects.requireNonNull(listener, "listener");
	}

	@Override
	public TaosMessageListener createMessageListener(@Nullable String groupId, TaosPayloads payloads) {
		return this.listener;
	}

}
