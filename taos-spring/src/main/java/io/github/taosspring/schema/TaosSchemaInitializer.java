package io.github.taosspring.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosResult;
import io.github.taosspring.client.TaosSession;
import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.client.sql.SqlScript;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.support.TaosExceptionTranslator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, changes or checks a database, the super tables of mapped types, and what scripts
 * make, in this order. Thread-safe.
 * <p>
 * It connects without a selected database, which may not exist yet, by a client of its
 * own that it closes. All is done by statements that change nothing when repeated, if
 * those of the scripts are such; so {@link #initialize()} may run again, as after a
 * server that came back empty.
 */
public class TaosSchemaInitializer {

	private static final Logger logger = LoggerFactory.getLogger(TaosSchemaInitializer.class);

	private static final int TABLE_NOT_EXIST = 0x2603;

	private static final int STABLE_NOT_EXIST = 0x0362;

	private final TaosClientOptions options;

	private final SchemaMode mode;

	private final @Nullable DatabaseDefinition database;

	private final List<TaosEntity<?>> entities;

	private final List<String> scripts;

	private final TaosExceptionTranslator translator = new TaosExceptionTranslator();

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Create an initializer.
	 * @param options how to connect; their database does not count
	 * @param mode what to do
	 * @param database the database, {@code null} for none: then there are no super tables
	 * and the scripts select theirs
	 * @param entities the mappings of the super tables, see
	 * {@link io.github.taosspring.mapping.TaosMappingContext#superTables()}
	 * @param scripts texts of statements that end with semicolons, run by
	 * {@link SchemaMode#CREATE} and {@link SchemaMode#UPDATE} with the database selected
	 * @throws IllegalArgumentException if there are super tables and no database for them
	 */
	public TaosSchemaInitializer(TaosClientOptions options, SchemaMode mode, @Nullable DatabaseDefinition database,
			Collection<TaosEntity<?>> entities, List<String> scripts) {
		this.options = options.toBuilder().database(null).build();
		this.mode = mode;
		this.database = database;
		this.entities = List.copyOf(entities);
		this.scripts = List.copyOf(scripts);
		if (database == null && !entities.isEmpty() && mode != SchemaMode.NONE) {
			throw new IllegalArgumentException("There is no database for the " + this.entities.get(0));
		}
	}

	/**
	 * Return what {@link #initialize()} does.
	 * @return the mode
	 */
	public SchemaMode mode() {
		return this.mode;
	}

	/**
	 * Do what the mode says; nothing for {@link SchemaMode#NONE}.
	 * @throws SchemaMismatchException if something is not as it is wanted and the mode
	 * does not or cannot mend it; what could be made was made
	 * @throws org.springframework.dao.DataAccessException if the server cannot be reached
	 * or refuses a statement
	 */
	public void initialize() {
		if (this.mode == SchemaMode.NONE) {
			return;
		}
		this.lock.lock();
		try (TaosClient client = TaosClient.create(this.options); TaosSession session = client.openSession()) {
			new Run(session).run();
		}
		catch (TaosException ex) {
			throw this.translator.translate("initialize the schema", null, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One pass over the schema.
	 */
	private final class Run {

		private final TaosSession session;

		private final List<String> differences = new ArrayList<>();

		private int statements;

		Run(TaosSession session) {
			this.session = session;
		}

		void run() {
			boolean present = TaosSchemaInitializer.this.database == null
					|| initializeDatabase(TaosSchemaInitializer.this.database);
			if (present) {
				TaosSchemaInitializer.this.entities.forEach(this::initializeSuperTable);
			}
			if (!this.differences.isEmpty()) {
				throw new SchemaMismatchException(TaosSchemaInitializer.this.mode, this.differences);
			}
			if (changes()) {
				TaosSchemaInitializer.this.scripts.forEach((script) -> SqlScript.split(script).forEach(this::execute));
				logger.info("Schema of {} initialized by {} statements (mode {}, {} super tables)",
						(TaosSchemaInitializer.this.database != null)
								? "database '" + TaosSchemaInitializer.this.database.name() + "'" : "no database",
						this.statements, TaosSchemaInitializer.this.mode, TaosSchemaInitializer.this.entities.size());
			}
		}

		private boolean changes() {
			return TaosSchemaInitializer.this.mode != SchemaMode.VALIDATE;
		}

		private boolean initializeDatabase(DatabaseDefinition wanted) {
			if (changes()) {
				execute(wanted.createSql());
			}
			if (TaosSchemaInitializer.this.mode != SchemaMode.CREATE) {
				Map<String, @Nullable Object> existing = database(wanted.name());
				if (existing == null) {
					this.differences.add("database '" + wanted.name() + "' does not exist");
					return false;
				}
				this.differences.addAll(DatabaseComparison.differences(wanted, existing));
			}
			this.session.use(wanted.name());
			return true;
		}

		private @Nullable Map<String, @Nullable Object> database(String name) {
			try (TaosResult result = this.session.query("select * from information_schema.ins_databases where name = "
					+ SqlLiteral.of(name, TaosSchemaInitializer.this.options.timeZone()))) {
				List<Map<String, @Nullable Object>> rows = result.toMaps();
				return rows.isEmpty() ? null : rows.get(0);
			}
		}

		private void initializeSuperTable(TaosEntity<?> entity) {
			if (changes()) {
				execute(SuperTableDdl.create(entity));
			}
			if (TaosSchemaInitializer.this.mode == SchemaMode.CREATE) {
				return;
			}
			List<DescribedColumn> existing = describe(entity.superTable());
			if (existing.isEmpty()) {
				this.differences.add(entity + " does not exist");
				return;
			}
			SuperTableComparison comparison = new SuperTableComparison(entity, existing);
			this.differences.addAll(comparison.others());
			if (changes()) {
				comparison.mendable().values().forEach(this::execute);
			}
			else {
				this.differences.addAll(comparison.mendable().keySet());
			}
		}

		private List<DescribedColumn> describe(String table) {
			List<DescribedColumn> columns = new ArrayList<>();
			try (TaosResult result = this.session.query("describe " + SqlLiteral.identifier(table))) {
				while (result.next()) {
					columns.add(new DescribedColumn(String.valueOf(result.getString(0)),
							String.valueOf(result.getString(1)), result.getInt(2),
							String.valueOf(result.getString(3))));
				}
				return columns;
			}
			catch (TaosException ex) {
				if (ex.code() == TABLE_NOT_EXIST || ex.code() == STABLE_NOT_EXIST) {
					return List.of();
				}
				throw ex;
			}
		}

		private void execute(String sql) {
			logger.debug("Schema: {}", sql);
			try {
				this.session.execute(sql);
				this.statements++;
			}
			catch (TaosException ex) {
				throw TaosSchemaInitializer.this.translator.translate("initialize the schema", sql, ex);
			}
		}

	}

}
