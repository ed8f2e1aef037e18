package io.github.taosspring.embedded.internal.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.SuperTable;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what statements leave in the logs of their database's vgroups.
 */
class DatabaseWalTests {

	private final Engine engine = new Engine();

	private final EngineSession session = this.engine.openSession("root", "taosdata");

	@BeforeEach
	void createDatabase() {
		run("create database d vgroups 2 keep 36500");
		this.session.use("d");
	}

	@AfterEach
	void close() {
		this.engine.close();
	}

	private void run(String... statements) {
		for (String statement : statements) {
			this.session.execute(statement, 0);
		}
	}

	private DatabaseWal wal() {
		Database database = this.engine.catalog().require("d");
		DatabaseWal wal = this.engine.wal().find(database);
		if (wal == null) {
			throw new IllegalStateException("No log");
		}
		return wal;
	}

	/** Return all changes of a vgroup. */
	private List<Change> changes(int vgroup) {
		return wal().vgroups().get(vgroup).read(0, Integer.MAX_VALUE).stream().map(WalEntry::change).toList();
	}

	private int vgroup(String table) {
		DataTable found = (DataTable) this.engine.catalog().require("d").table(table);
		if (found == null) {
			throw new IllegalStateException("No table " + table);
		}
		return found.vgroup();
	}

	/** Return the changes of a table's vgroup after the first ones. */
	private List<Change> changesOf(String table, int from) {
		List<Change> all = changes(vgroup(table));
		return all.subList(from, all.size());
	}

	private static @Nullable Object value(Change.TableRows rows, int slot, int row) {
		Vector column = rows.rows().column(slot);
		return (column != null) ? column.get(row) : "absent";
	}

	@Test
	void changesOfSuperTablesAreInAllLogs() {
		run("create stable s (ts timestamp, v int) tags (t int)", "alter stable s add column w double",
				"alter stable s comment 'c'", "drop stable s");
		for (int vgroup = 0; vgroup < 2; vgroup++) {
			List<Change> changes = changes(vgroup);
			assertThat(changes).extracting((change) -> change.getClass().getSimpleName())
				.containsExactly("CreateSuperTable", "AlterSuperTable", "SetOptions", "DropSuperTable");
			Change.AlterSuperTable alter = (Change.AlterSuperTable) changes.get(1);
			assertThat(alter.before().columns()).hasSize(2);
			assertThat(alter.after().columns()).hasSize(3);
			assertThat(((Change.CreateSuperTable) changes.get(0)).schema()).as("as of then").isEqualTo(alter.before());
			assertThat(((Change.SetOptions) changes.get(2)).options().comment()).isEqualTo("c");
		}
	}

	@Test
	void aChildThatAnInsertCreatesComesWithItsRows() {
		run("create stable s (ts timestamp, v int) tags (t int)",
				"insert into a using s tags (7) values (1, 10)(2, 20)",
				"insert into a using s tags (8) values (3, 30)");
		List<Change> changes = changesOf("a", 1);
		assertThat(changes).hasSize(2);
		Change.TableRows first = ((Change.Rows) changes.get(0)).tables().get(0);
		assertThat(first.creation()).isNotNull();
		assertThat(first.creation().tags()).containsExactly(7L);
		assertThat(first.creation().table()).isSameAs(first.table());
		assertThat(first.rows().size()).isEqualTo(2);
		assertThat(value(first, 1, 1)).isEqualTo(20L);
		Change.TableRows second = ((Change.Rows) changes.get(1)).tables().get(0);
		assertThat(second.creation()).as("the table is there").isNull();
		assertThat(second.table()).isSameAs(first.table());
	}

	@Test
	void columnsThatWereNotSetAreAbsent() {
		run("create table n (ts timestamp, v int, w int)", "insert into n (ts, w) values (1, null)");
		Change.TableRows rows = ((Change.Rows) changesOf("n", 1).get(0)).tables().get(0);
		assertThat(value(rows, 1, 0)).isEqualTo("absent");
		assertThat(value(rows, 2, 0)).isNull();
	}

	@Test
	void aStatementIsOneEntryInEachVgroupItTouches() {
		run("create stable s (ts timestamp, v int) tags (t int)");
		run("insert into " + java.util.stream.IntStream.range(0, 20)
			.mapToObj((i) -> "c" + i + " using s tags (" + i + ") values (1, " + i + ")")
			.collect(Collectors.joining(" ")));
		int rows = 0;
		for (int vgroup = 0; vgroup < 2; vgroup++) {
			List<Change> changes = changes(vgroup);
			assertThat(changes).hasSize(2);
			for (Change.TableRows table : ((Change.Rows) changes.get(1)).tables()) {
				assertThat(table.table().vgroup()).isEqualTo(vgroup);
				rows++;
			}
		}
		assertThat(rows).isEqualTo(20);
		run("delete from s where ts = 1", "drop table c0, c1, c2, c3");
		List<String> deleted = new ArrayList<>();
		List<String> dropped = new ArrayList<>();
		for (int vgroup = 0; vgroup < 2; vgroup++) {
			for (Change change : changes(vgroup)) {
				if (change instanceof Change.Delete delete) {
					assertThat(delete.from()).isEqualTo(delete.to()).isEqualTo(1);
					delete.tables().forEach((table) -> deleted.add(table.name()));
				}
				else if (change instanceof Change.DropTables drop) {
					drop.tables().forEach((table) -> dropped.add(table.name()));
				}
			}
		}
		assertThat(deleted).hasSize(20).doesNotHaveDuplicates();
		assertThat(dropped).containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
	}

	@Test
	void createdTablesAndAlteredTagsAreLogged() {
		run("create stable s (ts timestamp, v int) tags (t int, u varchar(10))",
				"create table a using s tags (1, 'x') b using s tags (2, 'y')", "alter table a set tag t = 5",
				"create table n (ts timestamp, v int)", "alter table n rename column v w", "alter table n ttl 3");
		Map<String, Change.Creation> created = new LinkedHashMap<>();
		for (int vgroup = 0; vgroup < 2; vgroup++) {
			for (Change change : changes(vgroup)) {
				if (change instanceof Change.CreateTables create) {
					create.creations().forEach((creation) -> created.put(creation.table().name(), creation));
				}
			}
		}
		assertThat(new TreeSet<>(created.keySet())).containsExactly("a", "b", "n");
		assertThat(created.get("a").tags()[0]).as("as of then").isEqualTo(1L);
		Change.SetTags tags = (Change.SetTags) changes(vgroup("a")).stream()
			.filter(Change.SetTags.class::isInstance)
			.findFirst()
			.orElseThrow();
		assertThat(tags.before()[0]).isEqualTo(1L);
		assertThat(tags.after()[0]).isEqualTo(5L);
		Change.AlterTable alter = (Change.AlterTable) changes(vgroup("n")).stream()
			.filter(Change.AlterTable.class::isInstance)
			.findFirst()
			.orElseThrow();
		assertThat(alter.before().column("v")).isNotNull();
		assertThat(alter.after().column("w")).isNotNull();
		assertThat(created.get("n").schema()).isEqualTo(alter.before());
	}

	@Test
	void whatIsRefusedLeavesNothing() {
		run("create stable s (ts timestamp, v int) tags (t int)", "create table a using s tags (1)");
		List<Long> before = wal().vgroups().stream().map(VgroupWal::next).toList();
		for (String refused : List.of("create table a using s tags (2)", "insert into a values (1, 'x')",
				"insert into b using s tags (1) values (1, 2) c using s tags (1) values (1, 'x')",
				"alter stable s add column v int", "create table x using s tags (1) x using s tags (2)")) {
			assertThatExceptionOfType(SqlException.class).as(refused).isThrownBy(() -> run(refused));
		}
		assertThat(wal().vgroups().stream().map(VgroupWal::next).toList()).isEqualTo(before);
		assertThat(this.engine.catalog().require("d").tables()).hasSize(2);
	}

	@Test
	void dropAndCloseAreTheEnd() {
		run("create stable s (ts timestamp, v int) tags (t int)");
		VgroupWal first = wal().vgroups().get(0);
		AtomicInteger calls = new AtomicInteger();
		first.subscribe(calls::incrementAndGet);
		Database database = this.engine.catalog().require("d");
		run("drop database d");
		assertThat(first.isClosed()).isTrue();
		assertThat(calls).hasValue(1);
		assertThat(this.engine.wal().find(database)).isNull();
		run("create database d");
		VgroupWal second = wal().vgroups().get(0);
		assertThat(second.id()).as("ids are not used again").isGreaterThan(first.id());
		assertThat(second.next()).isZero();
		this.engine.close();
		assertThat(second.isClosed()).isTrue();
	}

	@Test
	void retentionFollowsTheOptions() {
		run("create table n (ts timestamp, s varchar(2000))", "alter database d wal_retention_size 4");
		for (int i = 0; i < 10; i++) {
			run("insert into n values (" + i + ", '" + "x".repeat(1000) + "')");
		}
		VgroupWal wal = wal().vgroups().get(vgroup("n"));
		assertThat(wal.bytes()).isBetween(2000L, 4096L);
		assertThat(wal.next()).isEqualTo(11);
		assertThat(wal.first()).isBetween(7L, 9L);
	}

	@Test
	void tablesOfTheLogAreThoseOfTheCatalogue() {
		run("create stable s (ts timestamp, v int) tags (t int)");
		Change.CreateSuperTable create = (Change.CreateSuperTable) changes(0).get(0);
		SuperTable table = (SuperTable) this.engine.catalog().require("d").table("s");
		assertThat(create.table()).isSameAs(table);
	}

}
