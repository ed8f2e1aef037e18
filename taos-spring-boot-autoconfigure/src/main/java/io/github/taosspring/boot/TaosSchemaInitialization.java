package io.github.taosspring.boot;

import io.github.taosspring.client.TaosConnectionException;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosTimeoutException;
import io.github.taosspring.schema.TaosSchemaInitializer;
import io.github.taosspring.support.BackgroundRetry;
import io.github.taosspring.support.TaosExceptionTranslator;
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

	private final TaosSchemaInitializer initializer;

	private final boolean failFast;

	private final BackgroundRetry retry = new BackgroundRetry("taos-schema", this::attempt);

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
			this.retry.start();
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
		return this.retry.isPending();
	}

	private boolean attempt() {
		try {
			this.initializer.initialize();
			return true;
		}
		catch (DataAccessException ex) {
			// an attempt that stopping the application breaks off has failed at nothing
			if (isAway(ex) || this.retry.isClosed()) {
				logger.debug("The schema is not initialised yet", ex);
				return false;
			}
			logger.error("The schema is not initialised, and will not be before the application starts anew", ex);
			return true;
		}
	}

	@Override
	public void destroy() {
		this.retry.close();
	}

}
