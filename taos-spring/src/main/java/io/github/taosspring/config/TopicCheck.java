package io.github.taosspring.config;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taosspring.listener.TaosMessageListener;
import io.github.taosspring.listener.adapter.TaosTopicMismatchException;
import io.github.taosspring.listener.adapter.TopicAwareListener;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicInitializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Looks at the topics of a listener. Thread-safe.
 */
final class TopicCheck {

	private static final Logger logger = LoggerFactory.getLogger(TopicCheck.class);

	/** How long a server that did not answer is not asked for other listeners. */
	private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final String listenerId;

	private final List<String> topics;

	private final TaosMessageListener listener;

	private final @Nullable TaosTopicAdmin required;

	private final @Nullable TaosTopicInitializer declared;

	private final AtomicLong awaySince;

	/**
	 * Create a check.
	 * @param listenerId the listener's id
	 * @param topics its topics
	 * @param listener may know what they must be like
	 * @param required asks for topics that have to be there, {@code null} if they need
	 * not
	 * @param declared creates topics that are declared, {@code null} for none
	 * @param awaySince when the server last did not answer, by {@link System#nanoTime()},
	 * shared by the listeners of a server
	 */
	TopicCheck(String listenerId, List<String> topics, TaosMessageListener listener, @Nullable TaosTopicAdmin required,
			@Nullable TaosTopicInitializer declared, AtomicLong awaySince) {
		this.listenerId = listenerId;
		this.topics = topics;
		this.listener = listener;
		this.required = required;
		this.declared = declared;
		this.awaySince = awaySince;
	}

	/**
	 * Run for a consumer. The first one of a server that came back empty makes the topics
	 * that are declared.
	 */
	void runForConsumer() {
		if (this.declared != null) {
			this.declared.createMissing(this.topics);
		}
		run();
	}

	private void run() {
		if (this.required != null) {
			for (String topic : this.topics) {
				if (this.required.describe(topic) == null) {
					throw new TaosTopicMismatchException(
							"Topic '" + topic + "' of the listener '" + this.listenerId + "' does not exist.",
							"Create it, declare it as a bean of type TaosTopic, or let listeners wait for their topics "
									+ "(taos.listener.missing-topics-fatal=false).",
							null);
				}
			}
		}
		if (this.listener instanceof TopicAwareListener aware) {
			aware.checkTopics();
		}
	}

	/**
	 * Run, but leave it to the first consumer, and so to the policy for failures at
	 * start, if the server does not answer or refuses, as upon a wrong password. Not so
	 * if topics have to be there.
	 */
	void runIfReachable() {
		if (this.required != null) {
			run();
			return;
		}
		long away = this.awaySince.get();
		if (away != 0 && System.nanoTime() - away < AWAY_NANOS) {
			return;
		}
		try {
			run();
		}
		catch (DataAccessResourceFailureException | QueryTimeoutException ex) {
			this.awaySince.set(System.nanoTime());
			logger.debug("The topics of listener '{}' are looked at later", this.listenerId, ex);
		}
		catch (TaosMappingException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			logger.debug("The topics of listener '{}' cannot be looked at yet", this.listenerId, ex);
		}
	}

}
