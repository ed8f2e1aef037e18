package io.github.taosspring.schemaless;

import java.util.List;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.schemaless.SchemalessProtocol;

/**
 * A buffered writer could not write some of what it took. Published on the writer's
 * thread, which waits for synchronous listeners.
 *
 * @param writer the name of the writer's bean
 * @param protocol the format of the lines
 * @param lines the lines, as they would have been sent; objects in OpenTSDB's JSON
 * @param error why; if it {@linkplain TaosException#isRetryable() is retryable}, they may
 * have been written, and writing them again is harmless
 */
public record TaosWriteFailedEvent(String writer, SchemalessProtocol protocol, List<String> lines,
		TaosException error) {

	/**
	 * Show all but the lines.
	 */
	@Override
	public String toString() {
		return "TaosWriteFailedEvent[writer=" + this.writer + ", protocol=" + this.protocol + ", " + this.lines.size()
				+ " lines, error=" + this.error + "]";
	}

}
