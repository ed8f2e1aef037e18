package io.github.taosspring.boot;

import io.github.taosspring.client.statement.NullPolicy;
import io.github.taosspring.core.TagChange;

/**
 * Properties of the buffered writers of records.
 */
public class TaosBufferedProperties extends TaosBufferProperties {

	/**
	 * What null in a component means: NULL, or that the column of a row that exists keeps
	 * its value.
	 */
	private NullPolicy nullPolicy = NullPolicy.NULL;

	/**
	 * What becomes of records whose tags are not those of their child table.
	 */
	private TagChange tagChange = TagChange.REPORT;

	/**
	 * Whether times finer than the database's precision are cut to it instead of being
	 * refused.
	 */
	private boolean truncateTimestamps = false;

	public NullPolicy getNullPolicy() {
		return this.nullPolicy;
	}

	public void setNullPolicy(NullPolicy nullPolicy) {
		this.nullPolicy = nullPolicy;
	}

	public TagChange getTagChange() {
		return this.tagChange;
	}

	public void setTagChange(TagChange tagChange) {
		this.tagChange = tagChange;
	}

	public boolean isTruncateTimestamps() {
		return this.truncateTimestamps;
	}

	public void setTruncateTimestamps(boolean truncateTimestamps) {
		this.truncateTimestamps = truncateTimestamps;
	}

}
