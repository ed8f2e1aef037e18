package io.github.taosspring.listener;

import java.time.Duration;
import java.util.List;

import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqOffsetGap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the events of one consumer. What their listeners throw is logged: they do not
 * end the consumer. For the loop's thread.
 */
final class ListenerEvents {

	private static final Logger logger = LoggerFactory.getLogger(ListenerEvents.class);

	private final ListenerParts parts;

	private final String listenerId;

	private final String containerId;

	private final String groupId;

	private boolean failing;

	ListenerEvents(ListenerParts parts, String listenerId, String containerId, String groupId) {
		this.parts = parts;
		this.listenerId = listenerId;
		this.containerId = containerId;
		this.groupId = groupId;
	}

	void started(List<String> topics) {
		this.failing = false;
		publish(new TaosListenerStartedEvent(this.listenerId, this.containerId, this.groupId, topics));
	}

	void stopped(long unacknowledged) {
		publish(new TaosListenerStoppedEvent(this.listenerId, this.containerId, this.groupId, unacknowledged));
	}

	void failed(Throwable error, boolean stopped) {
		this.failing = true;
		publish(new TaosListenerFailedEvent(this.listenerId, this.containerId, this.groupId, error, stopped));
	}

	/**
	 * Return whether the consumer failed and is not known to be well again.
	 */
	boolean isFailing() {
		return this.failing;
	}

	/**
	 * Note that the server answers the consumer.
	 */
	void well() {
		if (this.failing) {
			this.failing = false;
			publish(new TaosListenerResubscribedEvent(this.listenerId, this.containerId, this.groupId));
		}
	}

	void idle(Duration idleTime, boolean paused) {
		publish(new TaosListenerIdleEvent(this.listenerId, this.containerId, this.groupId, idleTime, paused));
	}

	void assignmentChanged(List<TmqAssignment> assignments) {
		publish(new TaosAssignmentChangedEvent(this.listenerId, this.containerId, this.groupId, assignments));
	}

	void offsetGap(TmqOffsetGap gap) {
		publish(new TaosOffsetGapEvent(this.listenerId, this.containerId, this.groupId, gap.partition().topic(),
				gap.partition().vgroup(), gap.committed(), gap.begin()));
	}

	private void publish(TaosListenerEvent event) {
		ApplicationEventPublisher publisher = this.parts.eventPublisher;
		if (publisher == null) {
			return;
		}
		try {
			publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener of {} failed", event, ex);
		}
	}

}
