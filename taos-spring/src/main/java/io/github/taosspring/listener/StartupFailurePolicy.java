package io.github.taosspring.listener;

/**
 * What a container does if it cannot subscribe when it is started.
 */
public enum StartupFailurePolicy {

	/** Fail to start, and so the application; {@code start()} waits for the first try. */
	STOP,

	/** Log it and stay stopped; the application goes on. */
	CONTINUE,

	/** Log it and try again until it works or the container is stopped. */
	RETRY

}
