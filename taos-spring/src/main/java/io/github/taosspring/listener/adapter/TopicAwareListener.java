package io.github.taosspring.listener.adapter;

import io.github.taosspring.listener.TaosMessageListener;

/**
 * Listener that knows what its topics must be like.
 */
public interface TopicAwareListener extends TaosMessageListener {

	/**
	 * Check that the topics bring what the listener takes. What was found once to fit is
	 * not looked at again; a topic that is not there fits.
	 * @throws io.github.taosspring.mapping.TaosMappingException if a topic does not fit;
	 * the message names it and says what to do
	 * @throws org.springframework.dao.DataAccessException if the server cannot be asked
	 */
	void checkTopics();

}
