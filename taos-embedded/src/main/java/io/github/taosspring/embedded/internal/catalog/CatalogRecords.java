package io.github.taosspring.embedded.internal.catalog;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What others keep in the catalogue: values by kind and key, of which only the newest
 * counts. A server with a path has them after its next start.
 * <p>
 * Thread-safe. A method returns when the change is in the log.
 */
public final class CatalogRecords {

	private final ConcurrentSkipListMap<String, SortedMap<String, byte[]>> records = new ConcurrentSkipListMap<>();

	private final ReentrantLock lock;

	private final CatalogLog log;

	CatalogRecords(ReentrantLock lock, CatalogLog log) {
		this.lock = lock;
		this.log = log;
	}

	/**
	 * Return the records of a kind.
	 * @param kind what they are about
	 * @return a copy, the values by key; the values are not to be changed
	 */
	public SortedMap<String, byte[]> all(String kind) {
		SortedMap<String, byte[]> present = this.records.get(kind);
		return (present != null) ? new TreeMap<>(present) : new TreeMap<>();
	}

	/**
	 * Return all records.
	 * @return the values by kind and key, a view that others may change while it is read
	 */
	public Map<String, SortedMap<String, byte[]>> all() {
		return this.records;
	}

	/**
	 * Put a record in the place of the one of its kind and key, if there is one.
	 * @param kind what it is about, such as {@code topic}
	 * @param key the key
	 * @param value the value
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if it can't be kept
	 */
	public void put(String kind, String key, byte[] value) {
		CatalogChange.PutRecord change = new CatalogChange.PutRecord(kind, key, value.clone());
		this.lock.lock();
		try {
			this.log.append(change);
			apply(change);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Remove a record.
	 * @param kind what it is about
	 * @param key the key
	 * @return whether there was one
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if that can't be
	 * kept
	 */
	public boolean remove(String kind, String key) {
		this.lock.lock();
		try {
			SortedMap<String, byte[]> present = this.records.get(kind);
			if (present == null || !present.containsKey(key)) {
				return false;
			}
			CatalogChange.RemoveRecord change = new CatalogChange.RemoveRecord(kind, key);
			this.log.append(change);
			apply(change);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void apply(CatalogChange.PutRecord change) {
		this.records.computeIfAbsent(change.kind(), (absent) -> new ConcurrentSkipListMap<>())
			.put(change.key(), change.value());
	}

	void apply(CatalogChange.RemoveRecord change) {
		SortedMap<String, byte[]> present = this.records.get(change.kind());
		if (present != null) {
			present.remove(change.key());
		}
	}

}
