package io.github.taosspring.embedded.internal.tmq;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.log.VgroupWal;
import io.github.taosspring.embedded.internal.log.WalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of a vgroup's log. Holds no position: that is the consumer's.
 * <p>
 * Entries are gathered until there are enough rows or the log ends. Changes of tables
 * make a message of their own each, or, if the consumer wants that, one with all up to
 * the next rows.
 * <p>
 * The results of a query are divided even inside an entry, as a real server does: the
 * rest comes next, wherever the consumer goes, and is lost to the group if it commits and
 * leaves before.
 */
final class LogReader {

	private static final int CHUNK = 64;

	private final Topic topic;

	private final VgroupWal wal;

	private final EntryView view;

	private final boolean batches;

	private final long leastRows;

	LogReader(Topic topic, VgroupWal wal, EntryView view, boolean batches, long leastRows) {
		this.topic = topic;
		this.wal = wal;
		this.view = view;
		this.batches = batches;
		this.leastRows = leastRows;
	}

	/**
	 * Read on.
	 * @param from where to begin
	 * @return the next message, or how far the log has none
	 */
	Reading read(Place from) {
		Gathering gathering = new Gathering(from);
		while (true) {
			List<WalEntry> entries = this.wal.read(gathering.at, CHUNK);
			if (entries.isEmpty()) {
				return gathering.end();
			}
			for (WalEntry entry : entries) {
				Reading reading = gathering.add(entry);
				if (reading != null) {
					return reading;
				}
			}
		}
	}

	/**
	 * Where a consumer is.
	 *
	 * @param version the entry to read next
	 * @param documents how many of its documents were read already
	 */
	record Place(long version, int documents) {
	}

	/**
	 * What was read.
	 *
	 * @param message the message, {@code null} for none
	 * @param next where to go on
	 * @param rest what did not fit into the message of the last entry
	 */
	record Reading(@Nullable TopicMessage message, Place next, List<RowsBlock> rest) {

		Reading(@Nullable TopicMessage message, Place next) {
			this(message, next, List.of());
		}

	}

	/**
	 * Make a message of what did not fit into the one before.
	 * @param rest the rows, not empty
	 * @param place where the consumer is meanwhile
	 */
	Reading rest(List<RowsBlock> rest, Place place) {
		int count = 0;
		long rows = 0;
		while (count < rest.size() && rows < this.leastRows) {
			rows += rest.get(count++).rows();
		}
		TopicMessage message = new TopicMessage(this.topic, this.wal.id(), TopicMessage.Kind.DATA, place.version(),
				place.version(), List.copyOf(rest.subList(0, count)), null, List.of());
		return new Reading(message, place, List.copyOf(rest.subList(count, rest.size())));
	}

	/**
	 * A message in the making.
	 */
	private final class Gathering {

		private final Place asked;

		private long start;

		private long at;

		private boolean begun;

		private final List<RowsBlock> blocks = new ArrayList<>();

		private final List<Change.Creation> creations = new ArrayList<>();

		private final List<String> documents = new ArrayList<>();

		private long rows;

		Gathering(Place asked) {
			this.asked = asked;
			this.start = asked.version();
			this.at = asked.version();
		}

		@Nullable Reading add(WalEntry entry) {
			if (!this.begun) {
				// older entries may be gone
				this.begun = true;
				this.start = entry.version();
			}
			this.at = entry.version();
			EntryView.Part part = LogReader.this.view.of(entry.change());
			if (!part.documents().isEmpty()) {
				return addDocuments(part.documents());
			}
			if (part.isEmpty()) {
				this.at++;
				return null;
			}
			if (!this.documents.isEmpty()) {
				return meta(MetaDocuments.batch(this.documents), new Place(this.at, 0));
			}
			this.at++;
			return addRows(part);
		}

		private @Nullable Reading addRows(EntryView.Part part) {
			boolean divided = LogReader.this.topic.kind() == Topic.Kind.COLUMN;
			this.creations.addAll(part.creations());
			for (int i = 0; i < part.blocks().size(); i++) {
				this.blocks.add(part.blocks().get(i));
				this.rows += part.blocks().get(i).rows();
				if (divided && this.rows >= LogReader.this.leastRows) {
					return data(part.blocks().subList(i + 1, part.blocks().size()));
				}
			}
			return (this.rows >= LogReader.this.leastRows) ? data(List.of()) : null;
		}

		private @Nullable Reading addDocuments(List<String> more) {
			if (!this.blocks.isEmpty() || !this.creations.isEmpty()) {
				return data(List.of());
			}
			if (LogReader.this.batches) {
				this.documents.addAll(more);
				this.at++;
				return null;
			}
			int index = (this.at == this.asked.version()) ? Math.min(this.asked.documents(), more.size() - 1) : 0;
			Place next = (index == more.size() - 1) ? new Place(this.at + 1, 0) : new Place(this.at, index + 1);
			return meta(more.get(index), next);
		}

		Reading end() {
			if (!this.documents.isEmpty()) {
				return meta(MetaDocuments.batch(this.documents), new Place(this.at, 0));
			}
			if (!this.blocks.isEmpty() || !this.creations.isEmpty()) {
				return data(List.of());
			}
			return new Reading(null, this.begun ? new Place(this.at, 0) : this.asked);
		}

		private Reading data(List<RowsBlock> rest) {
			TopicMessage.Kind kind = this.creations.isEmpty() ? TopicMessage.Kind.DATA : TopicMessage.Kind.METADATA;
			String document = this.creations.isEmpty() ? null : MetaDocuments.createChildren(this.creations);
			return new Reading(message(kind, this.at, this.blocks, document), new Place(this.at, 0), List.copyOf(rest));
		}

		private Reading meta(String document, Place next) {
			return new Reading(message(TopicMessage.Kind.META, next.version(), List.of(), document), next);
		}

		private TopicMessage message(TopicMessage.Kind kind, long reached, List<RowsBlock> rowsBlocks,
				@Nullable String document) {
			return new TopicMessage(LogReader.this.topic, LogReader.this.wal.id(), kind, this.start, reached,
					List.copyOf(rowsBlocks), document, List.copyOf(this.creations));
		}

	}

}
