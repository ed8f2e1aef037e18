package io.github.taosspring.config;

import org.jspecify.annotations.Nullable;

/**
 * A listener cannot be: the client's protocol has no subscriptions.
 */
public class SubscriptionsNotSupportedException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String listenerId;

	/**
	 * Create an exception.
	 * @param listenerId the listener
	 * @param reason why
	 * @param cause the cause, or {@code null}
	 */
	public SubscriptionsNotSupportedException(String listenerId, String reason, @Nullable Throwable cause) {
		super("The listener '" + listenerId + "' cannot subscribe: " + reason, cause);
		this.listenerId = listenerId;
	}

	/**
	 * Return the listener.
	 * @return its id
	 */
	public String getListenerId() {
		return this.listenerId;
	}

}
