package io.github.taosspring.embedded.internal.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import io.github.taosspring.embedded.internal.catalog.Catalog;
import io.github.taosspring.embedded.internal.catalog.CatalogChange;
import io.github.taosspring.embedded.internal.catalog.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a server, in a directory that is its own while it runs. Thread-safe.
 */
public final class ServerFiles implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ServerFiles.class);

	private static final String DATABASE = "database-";

	/** What servers name the directories of databases; others may lie beside them. */
	private static final Pattern DATABASES = Pattern.compile(DATABASE + "\\d+");

	private static final String CATALOG = "catalog";

	private final FileOptions options;

	private final DirectoryLock lock;

	private final FileWorker worker = new FileWorker();

	private final List<DatabaseFiles> databases = new CopyOnWriteArrayList<>();

	private @Nullable CatalogFiles catalog;

	private ServerFiles(FileOptions options) {
		this.options = options;
		this.lock = DirectoryLock.acquire(options.directory());
	}

	/**
	 * Take a directory; it is made if there is none.
	 * @param directory the directory
	 * @return its files
	 * @throws UncheckedIOException if it can't be written to, or another server has it
	 */
	public static ServerFiles open(Path directory) {
		return new ServerFiles(FileOptions.of(directory));
	}

	static ServerFiles open(FileOptions options) {
		return new ServerFiles(options);
	}

	/**
	 * Read the catalogue, and delete what is left of databases that are not in it.
	 * @param target an empty catalogue
	 * @throws UncheckedIOException if that can't be read
	 * @throws DamagedFileException if there are databases, but no catalogue that knows
	 * them
	 */
	public void restore(Catalog target) {
		Path directory = this.options.directory().resolve(CATALOG);
		CatalogFiles files = new CatalogFiles(directory, target, this.worker, this.options);
		files.open();
		this.catalog = files;
		List<Path> found = find(this.options.directory(), ServerFiles::isDatabase);
		if (files.isNew()) {
			if (!found.isEmpty()) {
				// none was dropped as far as anybody knows: not to be taken for leftovers
				throw new DamagedFileException(directory, "the catalogue of " + found.get(0) + " is missing");
			}
			// so that the first user is the same after the next start
			target.users().all().forEach((user) -> files.append(new CatalogChange.PutUser(user)));
		}
		Set<Path> known = new HashSet<>();
		target.databases().forEach((database) -> known.add(directory(database)));
		try {
			for (Path each : found) {
				if (!known.contains(each)) {
					logger.info("Deleting {}: its database was dropped", each);
					delete(each);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isDatabase(Path path) {
		return DATABASES.matcher(path.getFileName().toString()).matches();
	}

	private static List<Path> find(Path directory, DirectoryStream.Filter<Path> filter) {
		List<Path> result = new ArrayList<>();
		try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, filter)) {
			found.forEach(result::add);
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path directory(Database database) {
		return this.options.directory().resolve(DATABASE + database.firstVgroupId());
	}

	/**
	 * Keep a change of the catalogue; the caller holds its lock.
	 * @param change the change
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException if it can't be
	 * written
	 */
	public void append(CatalogChange change) {
		CatalogFiles files = this.catalog;
		if (files == null) {
			throw new IllegalStateException("The catalogue was not restored");
		}
		files.append(change);
	}

	/**
	 * Open the files of a database, and read what there is into it.
	 * @param database the database, empty
	 * @param memory the logs in memory, empty
	 * @return the files
	 * @throws UncheckedIOException if there can't be any, or they can't be read
	 */
	public DatabaseFiles open(Database database, VersionedLog memory) {
		DatabaseFiles files = new DatabaseFiles(directory(database), database, memory, this.worker, this.options,
				this.databases::remove);
		files.open();
		this.databases.add(files);
		return files;
	}

	/**
	 * Bring everything to the disk, and free the directory.
	 */
	@Override
	public void close() {
		this.worker.close();
		try (this.lock) {
			for (DatabaseFiles database : this.databases) {
				close(database::close);
			}
			CatalogFiles files = this.catalog;
			if (files != null) {
				close(files::close);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot free {}: {}", this.options.directory(), ex.toString());
		}
	}

	private void close(FileWorker.Work closing) {
		try {
			closing.run();
		}
		catch (IOException ex) {
			logger.error("Cannot bring the files in {} to the disk: {}", this.options.directory(), ex.toString());
		}
	}

	/**
	 * Delete all that servers kept in a directory.
	 * @param directory the directory
	 * @throws UncheckedIOException if that fails, or another server has it
	 */
	public static void clear(Path directory) {
		DirectoryLock lock = DirectoryLock.acquire(directory);
		try (lock) {
			for (Path each : find(directory,
					(path) -> isDatabase(path) || path.getFileName().toString().equals(CATALOG))) {
				delete(each);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
				if (failure != null) {
					throw failure;
				}
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
