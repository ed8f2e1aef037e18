/**
 * Listener containers: they poll the messages of topics, hand them to listeners and
 * commit what was done. Delivery is at least once: after a failure, a restart or a change
 * of consumers a message can come again.
 */
@NullMarked
package io.github.taosspring.listener;

import org.jspecify.annotations.NullMarked;
