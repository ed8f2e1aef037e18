package io.github.taosspring.listener.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.listener.AckMode;
import io.github.taosspring.listener.TmqConsumerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One run: a writer, up to three applications of one group, and what happens to them, all
 * by a seed.
 */
final class ProofRun {

	private static final Logger logger = LoggerFactory.getLogger(ProofRun.class);

	private static final int STATEMENTS = 120;

	private static final Duration LENGTH = Duration.ofSeconds(4);

	private final ProofServer server;

	private final long seed;

	private final Random random;

	private final Ledger ledger = new Ledger();

	private final List<ProofMember> members = new ArrayList<>();

	private final PriorityQueue<Happening> plan = new PriorityQueue<>(Comparator.comparingLong(Happening::at));

	private final List<String> log = new ArrayList<>();

	private final String database;

	private final String topic;

	ProofRun(ProofServer server, long seed) {
		this.server = server;
		this.seed = seed;
		this.random = new Random(seed);
		this.database = "containers_p" + seed;
		this.topic = this.database + "_t";
	}

	/**
	 * Run, and say what it was.
	 */
	String run() throws InterruptedException {
		try (TaosClient client = TaosClient.connect(this.server.url())) {
			prepare(client);
			try {
				run(client);
			}
			finally {
				this.members.forEach(ProofMember::close);
				cleanUp(client);
			}
		}
		return this.ledger.summary() + ", " + this.members.stream().mapToLong((m) -> m.metrics().consumers()).sum()
				+ " consumers, " + this.members.stream().mapToLong((m) -> m.metrics().droppedAcknowledgments()).sum()
				+ " dropped acknowledgements";
	}

	private void prepare(TaosClient client) {
		cleanUp(client);
		client.execute("create database " + this.database + " vgroups " + (1 + this.random.nextInt(4))
				+ " buffer 3 wal_retention_period 3600");
		client.execute("create stable " + this.database + ".m (ts timestamp, id bigint) tags (g int)");
		String source = this.random.nextBoolean() ? "as select ts, id from " + this.database + ".m"
				: "as stable " + this.database + ".m";
		client.execute("create topic " + this.topic + " " + source);
		this.log.add(source);
	}

	private void cleanUp(TaosClient client) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(200))
			.ignoreExceptionsInstanceOf(TaosException.class)
			.until(() -> {
				client.execute("drop topic if exists " + this.topic);
				client.execute("drop database if exists " + this.database);
				return true;
			});
	}

	private void run(TaosClient client) throws InterruptedException {
		AckMode[] modes = AckMode.values();
		TmqConsumerFactory consumers = TmqConsumerFactory.of(client);
		for (int i = 0; i < 3; i++) {
			this.members.add(new ProofMember("proof-" + this.seed + "-" + i, consumers, this.topic,
					this.database + "_g", modes[this.random.nextInt(modes.length)], 1 + this.random.nextInt(2),
					this.ledger, this.random.nextLong()));
		}
		ProofWriter writer = new ProofWriter(client, this.database, this.ledger, this.seed, STATEMENTS);
		plan();
		writer.start();
		live();
		writer.await();
		this.members.forEach(ProofMember::resume);
		this.members.get(0).start();
		try {
			await().atMost(Duration.ofSeconds(60)).until(this.ledger::isComplete);
		}
		finally {
			assertThat(this.ledger.complaints()).as("seed %d: %s, members %s", this.seed, this.log, this.members)
				.isEmpty();
		}
		this.members.forEach(ProofMember::stop);
	}

	/** Decide what happens when. */
	private void plan() {
		happen(0, "0 starts", this.members.get(0)::start);
		happen(this.random.nextInt(1_500), "1 joins", this.members.get(1)::start);
		if (this.random.nextInt(3) == 0) {
			happen(300 + this.random.nextInt(1_000), "connections cut before the first commit", this.server::cut);
		}
		for (int i = 0; i < 6; i++) {
			add((int) (this.random.nextDouble() * LENGTH.toMillis()), this.members.get(this.random.nextInt(3)));
		}
	}

	private void add(int at, ProofMember member) {
		switch (this.random.nextInt(10)) {
			case 0, 1 -> {
				Duration downTime = Duration.ofMillis(this.random.nextInt(400));
				happen(at, "killed for " + downTime, () -> this.server.kill(downTime));
			}
			case 2 -> happen(at, "connections cut", this.server::cut);
			case 3 -> happen(at, member + " joins", member::start);
			case 4 -> {
				happen(at, member + " leaves", member::stop);
				happen(at + this.random.nextInt(1_000), member + " comes back", member::start);
			}
			case 5, 6 -> {
				happen(at, member + " crashes", member::crash);
				happen(at + this.random.nextInt(1_000), member + " comes back", member::start);
			}
			case 7 -> pause(at, member, this.random.nextInt(500));
			case 8 -> pause(at, member, ProofMember.POLL_INTERVAL.toMillis() + this.random.nextInt(800));
			default -> happen(at, member + " is slow", member::beSlow);
		}
	}

	private void pause(int at, ProofMember member, long millis) {
		happen(at, member + " pauses", member::pause);
		happen(at + millis, member + " resumes", member::resume);
	}

	private void happen(long at, String what, Runnable action) {
		this.plan.add(new Happening(at, what, action));
	}

	private void live() {
		long begin = System.nanoTime();
		for (Happening next = this.plan.poll(); next != null; next = this.plan.poll()) {
			long left = begin + Duration.ofMillis(next.at).toNanos() - System.nanoTime();
			LockSupport.parkNanos(left);
			this.log.add(next.at + " " + next.what);
			logger.info("seed {}: {}", this.seed, next.what);
			next.action.run();
		}
	}

	/**
	 * What happens when.
	 */
	private record Happening(long at, String what, Runnable action) {

	}

}
