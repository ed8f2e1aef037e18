package io.github.taosspring.buffered;

import java.util.Objects;
import java.util.function.Supplier;

import io.github.taosspring.client.buffered.BufferOptions;
import io.github.taosspring.client.buffered.BufferedWriter;
import io.github.taosspring.core.InsertOptions;
import io.github.taosspring.core.TaosOperations;

/**
 * {@link BufferedWriter} of records or beans of one type, which it inserts by bound
 * statements, as a bean. Thread-safe.
 * <p>
 * The first record asks the server for the columns of its table, and is refused if it
 * does not answer. Records are checked as they are taken: one that does not fit its
 * columns is refused with a {@link io.github.taosspring.mapping.TaosMappingException}.
 * They must not be changed until they are written or handed back.
 *
 * @param <T> the type of the records
 * @see TaosOperations#bufferedWriter
 */
public class BufferedRecordWriter<T> extends LifecycleBufferedWriter<T> {

	private final Class<T> type;

	private final Supplier<? extends TaosOperations> taos;

	private final InsertOptions insertOptions;

	/**
	 * Create a writer.
	 * @param type a record or class annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @param taos makes the writer underneath; asked for upon the first record
	 * @param insertOptions what null means, what becomes of differing tags
	 * @param options how much is buffered, for how long, and who is told
	 */
	public BufferedRecordWriter(Class<T> type, Supplier<? extends TaosOperations> taos, InsertOptions insertOptions,
			BufferOptions options) {
		super("bufferedWriterOf" + type.getSimpleName(), options);
		this.type = type;
		this.taos = Objects.requireNonNull(taos, "taos");
		this.insertOptions = Objects.requireNonNull(insertOptions, "insertOptions");
	}

	@Override
	protected BufferedWriter<T> make(BufferOptions writerOptions) {
		return this.taos.get().bufferedWriter(this.type, this.insertOptions, writerOptions);
	}

	/**
	 * Return what is written.
	 * @return the type of the records
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return what null means, and what becomes of differing tags.
	 * @return the options
	 */
	public InsertOptions insertOptions() {
		return this.insertOptions;
	}

}
