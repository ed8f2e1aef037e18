package io.github.taosspring.boot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.schema.TaosSchemaInitializer;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;

/**
 * Initialises the schema before the client is there for anybody, and so before writers
 * and listeners. An application starts without its server: if that does not answer, a
 * thread tries again with growing pauses until it does.
 */
public final class TaosSchemaInitialization implements InitializingBean, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(TaosSchemaInitialization.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final TaosSchemaInitializer initializer;

	private final boolean failFast;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile boolean pending;

	private @Nullable Thread thread;

	/**
	 * Create an instance.
	 * @param initializer does the work
	 * @param failFast whether a server that does not answer is a failure
	 */
	TaosSchemaInitialization(TaosSchemaInitializer initializer, boolean failFast) {
		this.initializer = initializer;
		this.failFast = failFast;
	}

	@Override
	public void afterPropertiesSet() {
		try {
			this.initializer.initialize();
		}
		catch (DataAccessException ex) {
			if (this.failFast || !isAway(ex)) {
				throw ex;
			}
			logger.warn("The schema is not initialised yet (taos.schema.mode={}), trying again: {}",
					this.initializer.mode(), ex.getMessage());
			this.pending = true;
			this.thread = new Thread(this::retry, "taos-schema");
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	private static boolean isAway(DataAccessException ex) {
		TaosException cause = TaosExceptionTranslator.taosException(ex);
		return cause instanceof TaosConnectionException || cause instanceof TaosTimeoutException;
	}

	/**
	 * Return whether the schema is not initialised yet because the server does not
	 * answer.
	 * @return whether it is tried again; {@code false} after success and final failure
	 */
	public boolean isPending() {
		return this.pending;
	}

	private void retry() {
		Duration pause = FIRST_PAUSE;
		try {
			while (!this.stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
				if (attempt()) {
					this.pending = false;
					return;
				}
				pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : LONGEST_PAUSE;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean attempt() {
		try {
			this.initializer.initialize();
			return true;
		}
		catch (DataAccessException ex) {
			// an attempt that stopping the application breaks off has failed at nothing
			if (isAway(ex) || this.stopped.getCount() == 0) {
				logger.debug("The schema is not initialised yet", ex);
				return false;
			}
			logger.error("The schema is not initialised, and will not be before the application starts anew", ex);
			return true;
		}
	}

	@Override
	public void destroy() throws InterruptedException {
		this.stopped.countDown();
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
			thread.join(STOP_TIMEOUT.toMillis());
		}
	}

}
