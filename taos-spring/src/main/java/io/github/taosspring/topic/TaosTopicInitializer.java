package io.github.taosspring.topic;

import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.support.BackgroundRetry;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Creates the topics declared in code before listeners start. An application starts
 * without its server: if that does not answer, a thread tries again until it does, and
 * the listeners wait for their topics as their policy for failures at start says.
 */
public class TaosTopicInitializer implements SmartLifecycle {

	/** The phase: before that of listeners. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 200;

	private static final Logger logger = LoggerFactory.getLogger(TaosTopicInitializer.class);

	private final TaosTopicAdmin admin;

	private final List<TaosTopic> topics;

	private boolean failFast;

	private BooleanSupplier ready = () -> true;

	private volatile @Nullable BackgroundRetry retry;

	private volatile boolean running;

	/**
	 * Create an initializer.
	 * @param admin creates topics
	 * @param topics the topics
	 * @throws IllegalArgumentException if two of them have one name
	 */
	public TaosTopicInitializer(TaosTopicAdmin admin, Collection<TaosTopic> topics) {
		this.admin = admin;
		this.topics = List.copyOf(topics);
		for (int i = 0; i < this.topics.size(); i++) {
			String name = this.topics.get(i).name();
			if (this.topics.subList(0, i).stream().anyMatch((other) -> other.name().equals(name))) {
				throw new IllegalArgumentException("Two topics have the name '" + name + "'");
			}
		}
	}

	/**
	 * Set whether a server that does not answer is a failure; by default it is not.
	 * @param failFast whether it is
	 */
	public void setFailFast(boolean failFast) {
		this.failFast = failFast;
	}

	/**
	 * Set what tells whether the tables that topics are on are there; by default they
	 * are. Topics are not created before.
	 * @param ready asked before each attempt
	 */
	public void setReady(BooleanSupplier ready) {
		this.ready = ready;
	}

	/**
	 * Create the topics.
	 * @throws DataAccessException if the server cannot be reached or refuses one
	 */
	public void initialize() {
		this.topics.forEach(this.admin::create);
	}

	/**
	 * Create those topics that are declared and not there, as in a server that came back
	 * empty. Does nothing before the schema is there.
	 * @param names names of topics, declared or not
	 * @throws DataAccessException if the server cannot be reached or refuses one
	 */
	public void createMissing(Collection<String> names) {
		if (this.ready.getAsBoolean()) {
			this.topics.stream()
				.filter((topic) -> names.contains(topic.name()) && this.admin.describe(topic.name()) == null)
				.forEach(this.admin::create);
		}
	}

	/**
	 * Create the topics, or begin to try again if the server does not answer.
	 * @throws DataAccessException if the server refuses one
	 */
	@Override
	public void start() {
		if (this.running) {
			return;
		}
		this.running = true;
		if (!this.topics.isEmpty() && !attempt(true)) {
			this.retry = new BackgroundRetry("taos-topics", () -> attempt(false));
			this.retry.start();
		}
	}

	/** Returns whether there is nothing left to do. */
	private boolean attempt(boolean atStart) {
		if (!this.ready.getAsBoolean()) {
			return false;
		}
		try {
			initialize();
			return true;
		}
		catch (DataAccessException ex) {
			if (isAway(ex) && !(atStart && this.failFast)) {
				if (atStart) {
					logger.warn("{} topics are not created yet, trying again: {}", this.topics.size(), ex.getMessage());
				}
				return false;
			}
			if (atStart) {
				this.running = false;
				throw ex;
			}
			BackgroundRetry retry = this.retry;
			if (retry == null || !retry.isClosed()) {
				logger.error("Topics are not created, and will not be before the application starts anew", ex);
			}
			return true;
		}
	}

	private static boolean isAway(DataAccessException ex) {
		TaosException cause = TaosExceptionTranslator.taosException(ex);
		return cause instanceof TaosConnectionException || cause instanceof TaosTimeoutException;
	}

	/**
	 * Return whether the topics are not created yet because the server does not answer.
	 * @return whether it is tried again
	 */
	public boolean isPending() {
		BackgroundRetry retry = this.retry;
		return retry != null && retry.isPending();
	}

	@Override
	public void stop() {
		BackgroundRetry retry = this.retry;
		if (retry != null) {
			retry.close();
			this.retry = null;
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
