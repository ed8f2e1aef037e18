package io.github.taosspring.core;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.mapping.TaosRowWriter;

/**
 * What the rows of one type are held in until they are written: large, and of use to
 * other inserts of the type afterwards.
 *
 * @param <T> the type
 * @param writer the writer that the appender is of
 * @param refusesDifferentTags whether the appender does
 * @param appender appends to a batch of its own
 * @param rows the rows that were appended
 */
record BatchBuffers<T>(TaosRowWriter<T> writer, boolean refusesDifferentTags, TaosRowWriter.Appender<T> appender,
		List<T> rows) {

	static <T> BatchBuffers<T> of(TaosRowWriter<T> writer, boolean refuseDifferentTags) {
		return new BatchBuffers<>(writer, refuseDifferentTags,
				writer.appender(ColumnBatch.of(writer.schema()), refuseDifferentTags), new ArrayList<>());
	}

	boolean suits(TaosRowWriter<?> writer, boolean refuseDifferentTags) {
		return this.writer == writer && this.refusesDifferentTags == refuseDifferentTags;
	}

}
