package io.github.taosspring.listener.proof;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows with growing ids, statement by statement, each until it succeeds: twice
 * inserted is the same row. Every child table is in one vgroup.
 */
final class ProofWriter implements Runnable {

	private static final long BASE = 1_700_000_000_000L;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final TaosClient client;

	private final String database;

	private final Ledger ledger;

	private final Random random;

	private final int statements;

	private volatile @Nullable Throwable failure;

	private final Thread thread = new Thread(this, "proof-writer");

	ProofWriter(TaosClient client, String database, Ledger ledger, long seed, int statements) {
		this.client = client;
		this.database = database;
		this.ledger = ledger;
		this.random = new Random(seed);
		this.statements = statements;
	}

	void start() {
		this.thread.start();
	}

	/** Wait until all is written. */
	void await() throws InterruptedException {
		this.thread.join();
		if (this.failure != null) {
			throw new IllegalStateException("The writer failed", this.failure);
		}
	}

	@Override
	public void run() {
		try {
			long id = 0;
			for (int i = 0; i < this.statements; i++) {
				int table = this.random.nextInt(8);
				int rows = 1 + this.random.nextInt(6);
				Set<Long> ids = new LinkedHashSet<>();
				StringBuilder sql = new StringBuilder("insert into ").append(this.database)
					.append(".t")
					.append(table)
					.append(" using ")
					.append(this.database)
					.append(".m tags (")
					.append(table)
					.append(") values");
				for (int row = 0; row < rows; row++) {
					id++;
					ids.add(id);
					sql.append(" (").append(BASE + id).append(", ").append(id).append(')');
				}
				this.ledger.insert(ids);
				write(sql.toString());
				LockSupport.parkNanos(this.random.nextInt(30) * 1_000_000L);
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	private void write(String sql) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			try {
				this.client.execute(sql);
				return;
			}
			catch (TaosException ex) {
				if (!ex.isRetryable() || System.nanoTime() - deadline > 0) {
					throw ex;
				}
				LockSupport.parkNanos(50_000_000);
			}
		}
	}

}
