package io.github.taosspring.listener.adapter;

import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.mapping.TaosMappingException;
import org.jspecify.annotations.Nullable;

/**
 * A row of a message that cannot become what a listener's method takes, or that is not
 * valid. No further attempt would help.
 */
public class TaosPayloadException extends TaosMappingException {

	private static final long serialVersionUID = 1L;

	private final String topic;

	private final int vgroup;

	private final long offset;

	private final int row;

	/**
	 * Create an exception.
	 * @param message the message
	 * @param row the row, counted from 0 over all blocks of the message
	 * @param reason what is wrong
	 * @param cause the cause, or {@code null}
	 */
	public TaosPayloadException(TmqMessage message, int row, String reason, @Nullable Throwable cause) {
		super("Row " + row + " of the message of topic '" + message.topic() + "', vgroup " + message.vgroup()
				+ ", that ends at offset " + message.endOffset() + ": " + reason, cause);
		this.topic = message.topic();
		this.vgroup = message.vgroup();
		this.offset = message.endOffset();
		this.row = row;
	}

	/**
	 * Return the topic.
	 * @return its name
	 */
	public String getTopic() {
		return this.topic;
	}

	/**
	 * Return the vgroup.
	 * @return its id
	 */
	public int getVgroup() {
		return this.vgroup;
	}

	/**
	 * Return the offset that is committed with the message, that of its end.
	 * @return the offset
	 */
	public long getOffset() {
		return this.offset;
	}

	/**
	 * Return the row.
	 * @return its index from 0, over all blocks of the message
	 */
	public int getRow() {
		return this.row;
	}

}
