package io.github.taosspring.embedded.internal.file;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.CatalogChange;
import io.github.taosspring.embedded.internal.catalog.Database;
import io.github.taosspring.embedded.internal.catalog.DatabaseOptions;
import io.github.taosspring.embedded.internal.catalog.Password;
import io.github.taosspring.embedded.internal.catalog.User;

/**
 * Changes of the catalogue in records; databases are referred to by the ids of their
 * first vgroups.
 */
final class CatalogFormat {

	private static final int CREATE_DATABASE = 1;

	private static final int ALTER_DATABASE = 2;

	private static final int DROP_DATABASE = 3;

	private static final int PUT_USER = 4;

	private static final int DROP_USER = 5;

	private static final int PUT_RECORD = 6;

	private static final int REMOVE_RECORD = 7;

	private final Catalog catalog;

	/** The databases that were read, by the ids of their first vgroups. */
	private final Map<Integer, Database> databases = new HashMap<>();

	CatalogFormat(Catalog catalog) {
		this.catalog = catalog;
	}

	static void write(RecordBuffer target, CatalogChange change) {
		if (change instanceof CatalogChange.CreateDatabase create) {
			target.putByte(CREATE_DATABASE);
			target.putInt(create.database().firstVgroupId());
			target.putText(create.database().name());
			ValueFormat.write(target, create.database().created());
			write(target, create.options());
		}
		else if (change instanceof CatalogChange.AlterDatabase alter) {
			target.putByte(ALTER_DATABASE);
			target.putInt(alter.database().firstVgroupId());
			write(target, alter.options());
		}
		else if (change instanceof CatalogChange.DropDatabase drop) {
			target.putByte(DROP_DATABASE);
			target.putInt(drop.database().firstVgroupId());
			target.putLong(drop.database().lastUid());
		}
		else if (change instanceof CatalogChange.PutUser put) {
			target.putByte(PUT_USER);
			write(target, put.user());
		}
		else if (change instanceof CatalogChange.DropUser drop) {
			target.putByte(DROP_USER);
			target.putText(drop.name());
		}
		else if (change instanceof CatalogChange.PutRecord put) {
			target.putByte(PUT_RECORD);
			target.putText(put.kind());
			target.putText(put.key());
			target.putBytes(put.value());
		}
		else if (change instanceof CatalogChange.RemoveRecord remove) {
			target.putByte(REMOVE_RECORD);
			target.putText(remove.kind());
			target.putText(remove.key());
		}
	}

	private static void write(RecordBuffer target, DatabaseOptions options) {
		target.putInt(options.all().size());
		options.all().forEach((name, value) -> {
			target.putText(name);
			target.putText(value);
		});
	}

	private static void write(RecordBuffer target, User user) {
		target.putText(user.name());
		target.putBytes(user.password().salt());
		target.putBytes(user.password().hash());
		target.putByte((user.superUser() ? 1 : 0) | (user.enabled() ? 2 : 0) | (user.sysinfo() ? 4 : 0)
				| (user.createDb() ? 8 : 0));
		ValueFormat.write(target, user.created());
	}

	CatalogChange read(RecordInput source) {
		int kind = source.getByte();
		return switch (kind) {
			case CREATE_DATABASE -> readCreation(source);
			case ALTER_DATABASE -> new CatalogChange.AlterDatabase(database(source), readOptions(source));
			case DROP_DATABASE -> {
				Database database = database(source);
				this.catalog.used(source.getLong(), 0);
				yield new CatalogChange.DropDatabase(database);
			}
			case PUT_USER -> new CatalogChange.PutUser(readUser(source));
			case DROP_USER -> new CatalogChange.DropUser(source.getText());
			case PUT_RECORD -> {
				String about = source.getText();
				String key = source.getText();
				yield new CatalogChange.PutRecord(about, key, source.getBytes());
			}
			case REMOVE_RECORD -> {
				String about = source.getText();
				yield new CatalogChange.RemoveRecord(about, source.getText());
			}
			default -> throw new IllegalArgumentException("Unknown kind of change " + kind);
		};
	}

	private CatalogChange readCreation(RecordInput source) {
		int firstVgroupId = source.getInt();
		String name = source.getText();
		Instant created = ValueFormat.readMoment(source);
		DatabaseOptions options = readOptions(source);
		Database database = this.catalog.newDatabase(name, options, firstVgroupId, created);
		this.databases.put(firstVgroupId, database);
		return new CatalogChange.CreateDatabase(database, options);
	}

	private Database database(RecordInput source) {
		int id = source.getInt();
		Database database = this.databases.get(id);
		if (database == null) {
			throw new IllegalArgumentException("There is no database of vgroup " + id);
		}
		return database;
	}

	private static DatabaseOptions readOptions(RecordInput source) {
		DatabaseOptions options = DatabaseOptions.defaults();
		int count = source.getCount();
		for (int i = 0; i < count; i++) {
			String name = source.getText();
			options = options.with(name, source.getText());
		}
		return options;
	}

	private static User readUser(RecordInput source) {
		String name = source.getText();
		byte[] salt = source.getBytes();
		Password password = new Password(salt, source.getBytes());
		int flags = source.getByte();
		return new User(name, password, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0,
				ValueFormat.readMoment(source));
	}

}
