package io.github.taosspring.boot;

/**
 * Properties of the topics that are declared as beans.
 */
public class TaosTopicProperties {

	/**
	 * Whether topics declared as beans are created before listeners start.
	 */
	private boolean autoCreate = true;

	public boolean isAutoCreate() {
		return this.autoCreate;
	}

	public void setAutoCreate(boolean autoCreate) {
		this.autoCreate = autoCreate;
	}

}
