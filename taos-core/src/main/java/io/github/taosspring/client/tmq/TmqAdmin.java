package io.github.taosspring.client.tmq;

import java.util.List;

import io.github.taosspring.client.TaosExecutor;

/**
 * Makes and drops topics. Thread-safe if its executor is.
 */
public interface TmqAdmin {

	/**
	 * Return the administration of a server's topics.
	 * @param executor a client or session, of any protocol
	 * @return the administration, which needs no closing
	 */
	static TmqAdmin of(TaosExecutor executor) {
		return new SqlAdmin(executor);
	}

	/**
	 * Create a topic, unless one of its name exists, which is left as it is.
	 * @param topic the topic
	 * @throws io.github.taosspring.client.TaosException if the server refuses: for
	 * instance there are as many topics as it allows, 20 unless {@code tmqMaxTopicNum}
	 * says otherwise (0x4004), or the database keeps no log (0x038C)
	 */
	void create(TmqTopic topic);

	/**
	 * Drop a topic if it exists. The server refuses while consumers are subscribed
	 * (0x03E8).
	 * @param name its name, without back-quotes
	 */
	void drop(String name);

	/**
	 * Return the topics that exist.
	 * @return the topics by name
	 */
	List<TmqTopicInfo> list();

	/**
	 * Drop a group of a topic with what it has committed, if it exists. The server
	 * refuses while it has members (0x0375).
	 * @param group the group
	 * @param topic the topic, without back-quotes
	 */
	void dropGroup(String group, String topic);

}
