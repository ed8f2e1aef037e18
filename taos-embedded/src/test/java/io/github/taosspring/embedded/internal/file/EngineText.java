package io.github.taosspring.embedded.internal.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.Table;
import io.github.taosspring.embedded.internal.catalog.TableSchema;
import io.github.taosspring.embedded.internal.catalog.User;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.log.DatabaseWal;
import io.github.taosspring.embedded.internal.log.VgroupWal;
import io.github.taosspring.embedded.internal.log.WalEntry;
import io.github.taosspring.embedded.internal.store.RowBatch;
import io.github.taosspring.embedded.internal.store.SnapshotCursor;
import io.github.taosspring.embedded.internal.vector.Batch;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that an engine holds, as text, to compare it with what another one holds.
 */
final class EngineText {

	private final List<String> lines = new ArrayList<>();

	private EngineText() {
	}

	/** Return users, databases, tables and rows. */
	static String state(Engine engine) {
		EngineText text = new EngineText();
		for (User user : engine.catalog().users().all()) {
			text.lines.add("user " + user.name() + " " + hex(user.password().hash()) + user.superUser() + user.enabled()
					+ user.sysinfo() + user.createDb() + user.created());
		}
		engine.catalog()
			.records()
			.all()
			.forEach((kind, records) -> records
				.forEach((key, value) -> text.lines.add("record " + kind + " " + key + " " + hex(value))));
		text.lines.add("next vgroup " + engine.catalog().nextVgroupId());
		engine.catalog().databases().forEach(text::add);
		return String.join("\n", text.lines);
	}

	/** Return what is in the logs of vgroups. */
	static String logs(Engine engine) {
		List<String> lines = new ArrayList<>();
		for (Database database : engine.catalog().databases()) {
			DatabaseWal wal = engine.wal().find(database);
			for (VgroupWal vgroup : (wal != null) ? wal.vgroups() : List.<VgroupWal>of()) {
				lines.add("vgroup " + vgroup.id() + " from " + vgroup.first() + " to " + vgroup.next());
				for (WalEntry entry : vgroup.read(0, Integer.MAX_VALUE)) {
					lines.add(entry.version() + " at " + entry.time() + ": " + change(entry.change()));
				}
			}
		}
		return String.join("\n", lines);
	}

	/** Compare long texts, and show where they differ first. */
	static void assertSame(String actual, String expected, Object... about) {
		if (actual.equals(expected)) {
			return;
		}
		List<String> found = actual.lines().toList();
		List<String> wanted = expected.lines().toList();
		int line = 0;
		while (line < Math.min(found.size(), wanted.size()) && found.get(line).equals(wanted.get(line))) {
			line++;
		}
		assertThat((line < found.size()) ? found.get(line) : "the end").as("line %d %s", line, Arrays.toString(about))
			.isEqualTo((line < wanted.size()) ? wanted.get(line) : "the end");
	}

	private void add(Database database) {
		this.lines.add("database " + database.name() + " " + database.firstVgroupId() + " " + database.created() + " "
				+ database.options().all());
		database.tables().stream().sorted(Comparator.comparingLong(Table::uid)).forEach(this::add);
	}

	private void add(Table table) {
		this.lines.add(table.getClass().getSimpleName() + " " + table.name() + " " + table.uid() + " " + table.created()
				+ " " + table.options() + " " + table.schema());
		if (!(table instanceof DataTable data)) {
			return;
		}
		this.lines.add("parent " + ((data.parent() != null) ? data.parent().uid() : "none") + " tags "
				+ tags(data.tags(), data.schema()));
		List<SnapshotCursor.SlotColumn> columns = new ArrayList<>();
		for (SchemaColumn column : table.schema().columns()) {
			columns.add(new SnapshotCursor.SlotColumn(column.slot(), column.type()));
		}
		SnapshotCursor cursor = new SnapshotCursor(data.store().snapshot(), columns, Long.MIN_VALUE, Long.MAX_VALUE,
				false);
		for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
			for (int row = 0; row < batch.size(); row++) {
				int at = row;
				this.lines.add(Arrays.stream(batch.columns())
					.map((column) -> value(column.get(at)))
					.collect(Collectors.joining(",")));
			}
		}
	}

	private static String tags(@Nullable Object[] tags, TableSchema schema) {
		return schema.tags()
			.stream()
			.map((tag) -> value((tag.slot() < tags.length) ? tags[tag.slot()] : null))
			.collect(Collectors.joining(","));
	}

	private static String value(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? hex(bytes) : String.valueOf(value);
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static String change(Change change) {
		if (change instanceof Change.Rows rows) {
			return "rows " + rows.tables().stream().map(EngineText::rows).toList();
		}
		if (change instanceof Change.CreateTables create) {
			return "create " + create.creations().stream().map(EngineText::creation).toList();
		}
		if (change instanceof Change.CreateSuperTable create) {
			return "create " + name(create.table()) + create.schema() + create.options();
		}
		if (change instanceof Change.AlterSuperTable alter) {
			return "alter " + name(alter.table()) + alter.before() + alter.after();
		}
		if (change instanceof Change.AlterTable alter) {
			return "alter " + name(alter.table()) + alter.before() + alter.after();
		}
		if (change instanceof Change.DropSuperTable drop) {
			return "drop " + name(drop.table());
		}
		if (change instanceof Change.DropTables drop) {
			return "drop " + names(drop.tables());
		}
		if (change instanceof Change.Delete delete) {
			return "delete " + names(delete.tables()) + delete.from() + " " + delete.to();
		}
		if (change instanceof Change.SetTags tags) {
			return "tags " + name(tags.table()) + tags(tags.before(), tags.schema()) + " "
					+ tags(tags.after(), tags.schema());
		}
		Change.SetOptions options = (Change.SetOptions) change;
		return "options " + name(options.table()) + options.options();
	}

	private static String name(Table table) {
		return table.name() + "#" + table.uid();
	}

	private static List<String> names(Collection<DataTable> tables) {
		return tables.stream().map(EngineText::name).toList();
	}

	private static String creation(Change.@Nullable Creation creation) {
		return (creation == null) ? "" : "new " + name(creation.table()) + creation.schema().version()
				+ tags(creation.tags(), creation.schema()) + creation.options();
	}

	private static String rows(Change.TableRows rows) {
		RowBatch batch = rows.rows();
		StringBuilder text = new StringBuilder(creation(rows.creation())).append(name(rows.table()))
			.append(rows.schema().version());
		for (int slot = 0; slot < batch.slots(); slot++) {
			Vector column = batch.column(slot);
			text.append(' ').append(slot).append(':');
			for (int row = 0; row < batch.size(); row++) {
				text.append((column != null) ? value(column.get(row)) : "absent").append(',');
			}
		}
		return text.toString();
	}

}
