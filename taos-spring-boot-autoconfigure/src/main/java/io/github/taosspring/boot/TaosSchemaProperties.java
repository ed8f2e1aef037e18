package io.github.taosspring.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.taosspring.schema.SchemaMode;
import org.jspecify.annotations.Nullable;

/**
 * Properties of what is done about the schema at start.
 */
public class TaosSchemaProperties {

	/**
	 * What to do at start about the database and the super tables of types annotated with
	 * '@SuperTable'. Nothing is ever dropped. 'create' with the embedded server and a
	 * database, else 'none'.
	 */
	private @Nullable SchemaMode mode;

	/**
	 * Packages in which types annotated with '@SuperTable' are looked for; the
	 * application's if not set.
	 */
	private List<String> packages = new ArrayList<>();

	/**
	 * Locations of scripts that 'create' and 'update' run after all else, in the
	 * database. Their statements end with semicolons and change nothing when repeated.
	 */
	private List<String> scripts = new ArrayList<>();

	private final Database database = new Database();

	public @Nullable SchemaMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable SchemaMode mode) {
		this.mode = mode;
	}

	public List<String> getPackages() {
		return this.packages;
	}

	public void setPackages(List<String> packages) {
		this.packages = packages;
	}

	public List<String> getScripts() {
		return this.scripts;
	}

	public void setScripts(List<String> scripts) {
		this.scripts = scripts;
	}

	public Database getDatabase() {
		return this.database;
	}

	/**
	 * Options of the database that is made; those not set are the server's.
	 */
	public static class Database {

		/**
		 * Unit of time: 'ms', 'us' or 'ns'.
		 */
		private @Nullable String precision;

		/**
		 * Time for which rows are kept, whole minutes.
		 */
		private @Nullable Duration keep;

		/**
		 * Time that a data file spans, whole minutes.
		 */
		private @Nullable Duration duration;

		/**
		 * Number of vgroups.
		 */
		private @Nullable Integer vgroups;

		/**
		 * Number of replicas.
		 */
		private @Nullable Integer replica;

		/**
		 * Write buffer of a vgroup in MiB.
		 */
		private @Nullable Integer buffer;

		/**
		 * What is cached of a table: 'none', 'last_row', 'last_value' or 'both'.
		 */
		private @Nullable String cacheModel;

		/**
		 * Time for which the log is kept for subscriptions, whole seconds.
		 */
		private @Nullable Duration walRetentionPeriod;

		/**
		 * Any other options by their names in CREATE DATABASE.
		 */
		private Map<String, String> options = new LinkedHashMap<>();

		public @Nullable String getPrecision() {
			return this.precision;
		}

		public void setPrecision(@Nullable String precision) {
			this.precision = precision;
		}

		public @Nullable Duration getKeep() {
			return this.keep;
		}

		public void setKeep(@Nullable Duration keep) {
			this.keep = keep;
		}

		public @Nullable Duration getDuration() {
			return this.duration;
		}

		public void setDuration(@Nullable Duration duration) {
			this.duration = duration;
		}

		public @Nullable Integer getVgroups() {
			return this.vgroups;
		}

		public void setVgroups(@Nullable Integer vgroups) {
			this.vgroups = vgroups;
		}

		public @Nullable Integer getReplica() {
			return this.replica;
		}

		public void setReplica(@Nullable Integer replica) {
			this.replica = replica;
		}

		public @Nullable Integer getBuffer() {
			return this.buffer;
		}

		public void setBuffer(@Nullable Integer buffer) {
			this.buffer = buffer;
		}

		public @Nullable String getCacheModel() {
			return this.cacheModel;
		}

		public void setCacheModel(@Nullable String cacheModel) {
			this.cacheModel = cacheModel;
		}

		public @Nullable Duration getWalRetentionPeriod() {
			return this.walRetentionPeriod;
		}

		public void setWalRetentionPeriod(@Nullable Duration walRetentionPeriod) {
			this.walRetentionPeriod = walRetentionPeriod;
		}

		public Map<String, String> getOptions() {
			return this.options;
		}

		public void setOptions(Map<String, String> options) {
			this.options = options;
		}

	}

}
