package io.github.taosspring.embedded.internal.tmq;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.CatalogRecords;
import org.jspecify.annotations.Nullable;

/**
 * Topics, groups and committed offsets as records of the catalogue: a server with a path
 * has them again after its next start.
 */
public final class TopicRecords {

	private static final String TOPIC = "topic";

	private static final String GROUP = "topic-group";

	private static final String OFFSET = "topic-offset";

	/** Stands between the parts of keys; no group has it in its name. */
	private static final char SEPARATOR = ':';

	private final CatalogRecords records;

	/**
	 * Create records.
	 * @param records the catalogue's
	 */
	public TopicRecords(CatalogRecords records) {
		this.records = records;
	}

	/**
	 * A topic as it was created.
	 *
	 * @param name the name
	 * @param sql the statement
	 * @param created when it was created, in milliseconds since 1970
	 * @param database the session's database, {@code null} for none
	 * @param zone the session's zone
	 * @param user the user
	 * @param columns the slots of columns that its table had given out, 0 for a database
	 * @param tags the slots of tags that its table had given out
	 */
	public record Created(String name, String sql, long created, @Nullable String database, String zone, String user,
			int columns, int tags) {
	}

	void put(Created topic) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeLong(topic.created());
			out.writeInt(topic.columns());
			out.writeInt(topic.tags());
			out.writeBoolean(topic.database() != null);
			write(out, (topic.database() != null) ? topic.database() : "");
			write(out, topic.zone());
			write(out, topic.user());
			write(out, topic.sql());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.records.put(TOPIC, topic.name(), bytes.toByteArray());
	}

	private static void write(DataOutputStream out, String text) throws IOException {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(utf8.length);
		out.write(utf8);
	}

	/**
	 * Return the topics in the order of their creation.
	 * @return the topics
	 */
	public List<Created> topics() {
		List<Created> topics = new ArrayList<>();
		this.records.all(TOPIC).forEach((name, value) -> topics.add(read(name, value)));
		topics.sort(Comparator.comparingLong(Created::created));
		return topics;
	}

	private static Created read(String name, byte[] value) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
			long created = in.readLong();
			int columns = in.readInt();
			int tags = in.readInt();
			boolean hasDatabase = in.readBoolean();
			String database = read(in);
			String zone = read(in);
			String user = read(in);
			return new Created(name, read(in), created, hasDatabase ? database : null, zone, user, columns, tags);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The record of topic " + name + " is damaged", ex);
		}
	}

	private static String read(DataInputStream in) throws IOException {
		return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
	}

	void remove(String name) {
		this.records.remove(TOPIC, name);
	}

	/**
	 * Remove a topic with its groups and what they committed.
	 * @param name the name
	 */
	public void removeAll(String name) {
		groups(name).forEach((group) -> removeGroup(group, name));
		remove(name);
	}

	void putGroup(String group, String topic) {
		this.records.put(GROUP, group + SEPARATOR + topic, new byte[0]);
	}

	void removeGroup(String group, String topic) {
		this.records.remove(GROUP, group + SEPARATOR + topic);
		for (String key : this.records.all(OFFSET).keySet()) {
			if (key.startsWith(group + SEPARATOR)
					&& key.substring(key.indexOf(SEPARATOR, group.length() + 1) + 1).equals(topic)) {
				this.records.remove(OFFSET, key);
			}
		}
	}

	/**
	 * Return the groups of a topic.
	 */
	List<String> groups(String topic) {
		return this.records.all(GROUP)
			.keySet()
			.stream()
			.filter((key) -> key.substring(key.indexOf(SEPARATOR) + 1).equals(topic))
			.map((key) -> key.substring(0, key.indexOf(SEPARATOR)))
			.toList();
	}

	void putOffset(String group, Partition partition, long version) {
		this.records.put(OFFSET, key(group, partition), ByteBuffer.allocate(Long.BYTES).putLong(version).array());
	}

	/**
	 * Return a committed offset.
	 * @return the version, {@link Partition#NOWHERE} if none was committed
	 */
	long offset(String group, Partition partition) {
		byte[] value = this.records.all(OFFSET).get(key(group, partition));
		return (value != null) ? ByteBuffer.wrap(value).getLong() : Partition.NOWHERE;
	}

	private static String key(String group, Partition partition) {
		return group + SEPARATOR + partition.vgroup() + SEPARATOR + partition.topic().name();
	}

}
