package io.github.taosspring.core;

import java.time.Instant;
import java.time.ZoneId;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.TaosRowWriter;
import io.github.taosspring.mapping.Ts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BufferPool}.
 */
class BufferPoolTests {

	private static final int MEGABYTE = 1 << 20;

	private final BufferPool pool = new BufferPool();

	private final TaosRowWriter<Note> writer = writer();

	@Test
	void buffersServeOneInsertAfterTheOther() {
		BatchBuffers<Note> buffers = this.pool.borrow(this.writer, false);
		assertThat(this.pool.borrow(this.writer, false)).isNotSameAs(buffers);
		this.pool.giveBack(buffers);
		assertThat(this.pool.borrow(this.writer, true)).isNotSameAs(buffers);
		assertThat(this.pool.borrow(writer(), false)).isNotSameAs(buffers);
		assertThat(this.pool.borrow(this.writer, false)).isSameAs(buffers);
		assertThat(this.pool.borrow(this.writer, false)).isNotSameAs(buffers);
	}

	@Test
	void forgottenTypeGetsNewBuffers() {
		BatchBuffers<Note> buffers = this.pool.borrow(this.writer, false);
		this.pool.giveBack(buffers);
		this.pool.forget(Note.class);
		assertThat(this.pool.borrow(this.writer, false)).isNotSameAs(buffers);
	}

	@Test
	void buffersThatGrewLargeAreNotKeptInAnyNumber() {
		BatchBuffers<Note> first = grown(20 * MEGABYTE);
		BatchBuffers<Note> second = grown(20 * MEGABYTE);
		this.pool.giveBack(first);
		this.pool.giveBack(second);
		assertThat(this.pool.borrow(this.writer, false)).isSameAs(second);
		assertThat(this.pool.borrow(this.writer, false)).isNotSameAs(first);
	}

	private BatchBuffers<Note> grown(int bytes) {
		BatchBuffers<Note> buffers = this.pool.borrow(this.writer, false);
		buffers.appender().append(new Note(1, Instant.EPOCH, "x".repeat(bytes)), 0);
		buffers.appender().clear();
		assertThat(buffers.appender().footprint()).isGreaterThan(bytes);
		return buffers;
	}

	private static TaosRowWriter<Note> writer() {
		TaosMappingContext context = new TaosMappingContext();
		BatchSchema schema = BatchSchema.superTable("note", TaosPrecision.MILLISECOND)
			.tag("id", TaosType.INT, 4)
			.column("ts", TaosType.TIMESTAMP, 8)
			.column("text", TaosType.VARCHAR, 0)
			.build();
		return new TaosRowWriter<>(context.entity(Note.class), schema, context, ZoneId.of("UTC"));
	}

	@SuperTable
	record Note(@TableName("note_{id}") @Tag int id, @Ts Instant ts, String text) {

	}

}
