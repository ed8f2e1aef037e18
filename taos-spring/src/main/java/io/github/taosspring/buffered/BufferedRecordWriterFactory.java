package io.github.taosspring.buffered;

/**
 * Makes buffered writers of an application's records, all with the same options:
 * <pre class="code">
 * &#64;Bean
 * BufferedRecordWriter&lt;Reading&gt; readings(BufferedRecordWriterFactory factory) {
 *     return factory.create(Reading.class);
 * }
 * </pre> A writer that is a bean stops with its application context; any other has to be
 * closed.
 */
public interface BufferedRecordWriterFactory {

	/**
	 * Make a writer.
	 * @param <T> the type of the records
	 * @param type a record or class annotated with
	 * {@link io.github.taosspring.mapping.SuperTable}
	 * @return the writer
	 */
	<T> BufferedRecordWriter<T> create(Class<T> type);

}
