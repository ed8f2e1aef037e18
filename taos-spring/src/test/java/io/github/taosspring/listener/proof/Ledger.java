package io.github.taosspring.listener.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * What was inserted, delivered, processed and committed. Thread-safe.
 */
final class Ledger {

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Long> inserted = new HashSet<>();

	private final Set<Long> processed = new HashSet<>();

	private final Map<TmqTopicPartition, Long> newest = new HashMap<>();

	private final Map<TmqTopicPartition, Long> committed = new HashMap<>();

	private final List<String> complaints = new ArrayList<>();

	private final Set<Long> delivered = new HashSet<>();

	private long deliveries;

	void insert(Set<Long> ids) {
		this.lock.lock();
		try {
			this.inserted.addAll(ids);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note rows that a listener got. Those that were never delivered before have to come
	 * in the order in which they were inserted.
	 */
	void deliver(TmqTopicPartition partition, List<Long> ids) {
		this.lock.lock();
		try {
			for (long id : ids) {
				this.deliveries++;
				if (this.delivered.add(id)) {
					Long before = this.newest.put(partition, id);
					if (before != null && before >= id) {
						this.complaints.add("row " + id + " of " + partition + " came after row " + before);
					}
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void process(List<Long> ids) {
		this.lock.lock();
		try {
			this.processed.addAll(ids);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note what a group has committed. It never goes back.
	 */
	void commit(TmqTopicPartition partition, long offset) {
		this.lock.lock();
		try {
			Long before = this.committed.merge(partition, offset, Math::max);
			if (before > offset) {
				this.complaints.add(partition + " went back from " + before + " to " + offset);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isComplete() {
		this.lock.lock();
		try {
			return this.processed.containsAll(this.inserted);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what is wrong.
	 */
	List<String> complaints() {
		this.lock.lock();
		try {
			List<String> all = new ArrayList<>(this.complaints);
			Set<Long> missing = new TreeSet<>(this.inserted);
			missing.removeAll(this.processed);
			Set<Long> unknown = new TreeSet<>(this.processed);
			unknown.removeAll(this.inserted);
			if (!missing.isEmpty()) {
				all.add(missing.size() + " rows were lost: " + missing);
			}
			if (!unknown.isEmpty()) {
				all.add(unknown.size() + " rows were never inserted: " + unknown);
			}
			return all;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Say how much was inserted and how much of it came more than once.
	 */
	String summary() {
		this.lock.lock();
		try {
			return this.inserted.size() + " rows, " + (this.deliveries - this.delivered.size()) + " duplicates";
		}
		finally {
			this.lock.unlock();
		}
	}

}
