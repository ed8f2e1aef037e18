package io.github.taosspring.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TaosSchemaInitializer} with a server.
 */
class TaosSchemaInitializerServerTests {

	private static final String DATABASE = "taos_spring_schema_made";

	private static final DatabaseDefinition DEFINITION = DatabaseDefinition.named(DATABASE)
		.precision(TaosPrecision.MICROSECOND)
		.keep(Duration.ofDays(30))
		.duration(Duration.ofDays(1))
		.vgroups(1)
		.buffer(3)
		.walRetentionPeriod(Duration.ofHours(2));

	private static TestServer server;

	private static TaosClient client;

	private static TaosTemplate taos;

	@BeforeAll
	static void connect() {
		server = new TestServer("taos_spring_schema");
		client = TaosClient.connect(server.url());
		taos = new TaosTemplate(client);
	}

	@AfterAll
	static void disconnect() {
		taos.execute("drop database if exists " + DATABASE);
		client.close();
		server.close();
	}

	@BeforeEach
	void dropDatabase() {
		taos.execute("drop database if exists " + DATABASE);
	}

	@Test
	void createMakesDatabaseTablesAndWhatScriptsMakeAndMayRunAgain() {
		String script = "create table if not exists plain (ts timestamp, v int); -- one\n"
				+ "insert into plain values ('" + Instant.now() + "', 1);";
		TaosSchemaInitializer initializer = new TaosSchemaInitializer(missingDatabase(), SchemaMode.CREATE, DEFINITION,
				new TaosMappingContext().superTables(), List.of(script));
		initializer.initialize();
		initializer.initialize();
		assertThat(taos.queryForObject("select `precision` from information_schema.ins_databases where name = ?",
				String.class, DATABASE))
			.isEqualTo("us");
		assertThat(taos.queryForObject("select count(*) from " + DATABASE + ".plain", int.class)).isOne();
		initializer(SchemaMode.CREATE, First.class, Keyed.class).initialize();
		assertThat(columns("meters")).containsExactly("ts TIMESTAMP 8", "v INT 4", "note VARCHAR 20", "id INT 4");
		assertThat(columns("keyed")).hasSize(4);
		initializer(SchemaMode.CREATE, Second.class).initialize();
		assertThat(columns("meters")).hasSize(4);
	}

	@Test
	void updateAddsAndWidensAndDropsNothing() {
		initializer(SchemaMode.CREATE, First.class).initialize();
		taos.execute("alter stable " + DATABASE + ".meters add column old_one int");
		initializer(SchemaMode.UPDATE, Second.class).initialize();
		assertThat(columns("meters")).containsExactlyInAnyOrder("ts TIMESTAMP 8", "v INT 4", "note VARCHAR 40",
				"old_one INT 4", "Extra DOUBLE 8", "id INT 4", "place NCHAR 12");
		initializer(SchemaMode.UPDATE, First.class).initialize();
		initializer(SchemaMode.UPDATE, Second.class).initialize();
		assertThat(columns("meters")).contains("note VARCHAR 40").hasSize(7);
		initializer(SchemaMode.VALIDATE, First.class).initialize();
	}

	@Test
	void updateMakesWhatIsMissing() {
		initializer(SchemaMode.UPDATE, Second.class, Keyed.class).initialize();
		assertThat(columns("meters")).hasSize(6);
		assertThatCode(() -> initializer(SchemaMode.VALIDATE, Second.class, Keyed.class).initialize())
			.doesNotThrowAnyException();
	}

	@Test
	void updateFailsNamingWhatItCannotChange() {
		initializer(SchemaMode.CREATE, First.class, Keyed.class).initialize();
		@SuperTable("meters")
		record Changed(@Ts Instant ts, long v, @Tag @Column(length = 20) String note, @Tag int id) {
		}
		@SuperTable("keyed")
		record Unkeyed(@Ts Instant ts, int seq, @CompositeKey int v, @Tag int id) {
		}
		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> initializer(SchemaMode.UPDATE, Changed.class, Unkeyed.class).initialize())
			.satisfies((ex) -> assertThat(ex.differences()).containsExactlyInAnyOrder(
					"column 'v' of super table 'meters' of record Changed is BIGINT for the application and INT in "
							+ "the database",
					"tag 'note' of super table 'meters' of record Changed is a column in the database",
					"column 'seq' of super table 'keyed' of record Unkeyed is a column of the primary key in the "
							+ "database",
					"column 'v' of super table 'keyed' of record Unkeyed is not a column of the primary key in the "
							+ "database"));
	}

	@Test
	void validateNamesWhatDiffersAndChangesNothing() {
		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> initializer(SchemaMode.VALIDATE, First.class).initialize())
			.withMessageContaining("database '" + DATABASE + "' does not exist");
		new TaosSchemaInitializer(missingDatabase(), SchemaMode.CREATE,
				DEFINITION.precision(TaosPrecision.MILLISECOND).walRetentionPeriod(Duration.ofMinutes(1)), List.of(),
				List.of())
			.initialize();
		taos.execute("create stable " + DATABASE + ".meters (ts timestamp, v int, note varchar(10)) tags (id int)");
		assertThatExceptionOfType(SchemaMismatchException.class)
			.isThrownBy(() -> initializer(SchemaMode.VALIDATE, Second.class, Keyed.class).initialize())
			.satisfies((ex) -> assertThat(ex.differences()).containsExactlyInAnyOrder(
					"option PRECISION of database '" + DATABASE
							+ "' is 'us' for the application and ms in the database",
					"option WAL_RETENTION_PERIOD of database '" + DATABASE
							+ "' is 7200 for the application and 60 in the database",
					"super table 'keyed' of record Keyed does not exist",
					"column 'note' of super table 'meters' of record Second is VARCHAR(40) for the application and "
							+ "has length 10 in the database",
					"column 'Extra' of super table 'meters' of record Second is missing",
					"tag 'place' of super table 'meters' of record Second is missing"));
		assertThat(columns("meters")).hasSize(4);
	}

	@Test
	void noneDoesNothing() {
		initializer(SchemaMode.NONE, First.class).initialize();
		assertThat(taos.query("select name from information_schema.ins_databases", String.class))
			.doesNotContain(DATABASE);
	}

	@Test
	void wrongStatementOfAScriptIsNamed() {
		TaosSchemaInitializer initializer = new TaosSchemaInitializer(missingDatabase(), SchemaMode.CREATE, DEFINITION,
				List.of(), List.of("create table a (ts timestamp, v int); create tabel b"));
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(initializer::initialize)
			.withMessageContaining("create tabel b");
	}

	@Test
	void superTablesNeedADatabase() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TaosSchemaInitializer(missingDatabase(), SchemaMode.CREATE, null,
					List.of(new TaosMappingContext().entity(First.class)), List.of()))
			.withMessageContaining("record First");
	}

	/** The options select the database as the application's do. */
	private static TaosClientOptions missingDatabase() {
		return TaosClientOptions.fromUrl(server.url()).toBuilder().database(DATABASE).build();
	}

	private static TaosSchemaInitializer initializer(SchemaMode mode, Class<?>... types) {
		TaosMappingContext context = new TaosMappingContext();
		Arrays.stream(types).forEach(context::entity);
		return new TaosSchemaInitializer(missingDatabase(), mode, DEFINITION, context.superTables(), List.of());
	}

	private static List<String> columns(String table) {
		return taos.query("describe " + DATABASE + ".`" + table + "`",
				(row) -> row.getString("field") + " " + row.getString("type") + " " + row.getInt("length"));
	}

	@SuperTable("meters")
	record First(@Ts Instant ts, int v, @Column(length = 20) String note, @Tag int id) {

	}

	@SuperTable("meters")
	record Second(@Ts Instant ts, int v, @Column(length = 40) String note, @Column("Extra") double extra, @Tag int id,
			@Tag @Column(type = TaosType.NCHAR, length = 12) String place) {

	}

	@SuperTable
	record Keyed(@Ts Instant ts, @CompositeKey int seq, int v, @Tag int id) {

	}

}
