package io.github.taosspring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.schema.DatabaseDefinition;
import io.github.taosspring.schema.SchemaMode;
import io.github.taosspring.schema.TaosSchemaInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.StringUtils;

/**
 * Makes the schema initializer of {@link TaosSchemaProperties}. Each property is applied
 * on its own, so that a wrong value is reported under its name.
 */
final class TaosSchemaInitializerFactory {

	private final TaosSchemaProperties properties;

	private final TaosClientOptions options;

	private final boolean embedded;

	private final ResourceLoader resourceLoader;

	TaosSchemaInitializerFactory(TaosSchemaProperties properties, TaosClientOptions options, boolean embedded,
			ResourceLoader resourceLoader) {
		this.properties = properties;
		this.options = options;
		this.embedded = embedded;
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Make the initializer.
	 * @param types asked for only if there is something to do
	 */
	TaosSchemaInitializer create(TaosMappingContext context, Supplier<TaosEntityTypes> types) {
		SchemaMode mode = mode();
		if (mode == SchemaMode.NONE) {
			return new TaosSchemaInitializer(this.options, mode, null, List.of(), List.of());
		}
		types.get().types().forEach(context::entity);
		String database = this.options.database();
		if (database == null && !context.superTables().isEmpty()) {
			throw new InvalidTaosPropertyException("taos.schema.mode", new IllegalArgumentException(
					"there is no database for the super tables of " + context.superTables() + "; set taos.database"));
		}
		return new TaosSchemaInitializer(this.options, mode, (database != null) ? database(database) : null,
				context.superTables(), scripts());
	}

	private SchemaMode mode() {
		SchemaMode mode = this.properties.getMode();
		if (mode != null) {
			return mode;
		}
		return (this.embedded && this.options.database() != null) ? SchemaMode.CREATE : SchemaMode.NONE;
	}

	private DatabaseDefinition database(String name) {
		TaosSchemaProperties.Database wanted = this.properties.getDatabase();
		DatabaseDefinition database = check("taos.database", () -> DatabaseDefinition.named(name));
		database = apply(database, "precision", wanted.getPrecision(),
				(definition, value) -> definition.option("precision", value));
		database = apply(database, "keep", wanted.getKeep(), DatabaseDefinition::keep);
		database = apply(database, "duration", wanted.getDuration(), DatabaseDefinition::duration);
		database = apply(database, "vgroups", wanted.getVgroups(), DatabaseDefinition::vgroups);
		database = apply(database, "replica", wanted.getReplica(), DatabaseDefinition::replica);
		database = apply(database, "buffer", wanted.getBuffer(), DatabaseDefinition::buffer);
		database = apply(database, "cache-model", wanted.getCacheModel(), DatabaseDefinition::cacheModel);
		database = apply(database, "wal-retention-period", wanted.getWalRetentionPeriod(),
				DatabaseDefinition::walRetentionPeriod);
		for (String option : wanted.getOptions().keySet()) {
			database = apply(database, "options." + option, wanted.getOptions().get(option),
					(definition, value) -> definition.option(option, value));
		}
		return database;
	}

	private static <T> DatabaseDefinition apply(DatabaseDefinition database, String property, @Nullable T value,
			BiFunction<DatabaseDefinition, T, DatabaseDefinition> setter) {
		if (value == null || value.equals("")) {
			return database;
		}
		return check("taos.schema.database." + property, () -> setter.apply(database, value));
	}

	private static <T> T check(String property, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (TaosException | IllegalArgumentException ex) {
			throw new InvalidTaosPropertyException(property, ex);
		}
	}

	private List<String> scripts() {
		List<String> scripts = new ArrayList<>();
		for (String location : this.properties.getScripts()) {
			try {
				Resource[] resources = ResourcePatternUtils.getResourcePatternResolver(this.resourceLoader)
					.getResources(StringUtils.trimAllWhitespace(location));
				for (Resource resource : resources) {
					scripts.add(resource.getContentAsString(StandardCharsets.UTF_8));
				}
			}
			catch (IOException ex) {
				throw new InvalidTaosPropertyException("taos.schema.scripts",
						new IllegalArgumentException("'" + location + "' cannot be read: " + ex.getMessage(), ex));
			}
		}
		return scripts;
	}

}
