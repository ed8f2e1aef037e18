package io.github.taosspring.listener;

import java.time.Instant;

import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import org.jspecify.annotations.Nullable;

/**
 * A row of a message that a listener could not process, as {@link DeadLetterRecoverer}
 * writes it; mapped to the super table {@code taos_dead_letters}.
 *
 * @param topic the topic, in a column {@code topic_name}
 * @param vgroup the vgroup, in a column {@code vgroup_id}
 * @param consumerGroup the consumer group
 * @param listener the listener's id
 * @param ts when it was given up
 * @param id where it comes from: end offset, row and part; the second part of the key
 * @param payload the row as JSON, points in time in ISO 8601, bytes in Base64; changes of
 * tables as text in an array
 * @param part which part of the payload this is, from 0
 * @param parts how many parts it has, 1 unless it is longer than a cell
 * @param tableName the table of the row, {@code null} if the topic does not tell
 * @param error the class and message of the exception and its causes, cut off after 8 KiB
 * @param attempts how often the listener was tried
 * @param walOffset where the message ends
 * @param rowIndex the row within the message, from 0; -1 for changes of tables
 */
@SuperTable("taos_dead_letters")
public record DeadLetter(@Tag @Column(name = "topic_name", length = 192) String topic,
		@Tag @Column("vgroup_id") int vgroup, @Tag @Column(length = 192) String consumerGroup,
		@Tag @Column(length = 192) String listener, @Ts Instant ts, @CompositeKey(length = 64) String id,
		@Column(length = DeadLetter.PAYLOAD_BYTES) String payload, int part, int parts,
		@Column(length = 192) @Nullable String tableName, @Column(length = DeadLetter.ERROR_BYTES) String error,
		int attempts, long walOffset, int rowIndex) {

	/** The bytes of a payload in one row, of which TDengine allows 65,531 in all. */
	static final int PAYLOAD_BYTES = 48 * 1024;

	/** The bytes of an error. */
	static final int ERROR_BYTES = 8 * 1024;

}
