package io.github.taosspring.sample.alarm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends alarms to all pages that are open, as server-sent events; one that is opened gets
 * the latest ones first. Streams end before the web server waits for its requests.
 */
@Component
public class AlarmFeed implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(AlarmFeed.class);

	private static final int KEPT = 50;

	/** A page connects again. */
	private static final Duration STREAM = Duration.ofHours(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Alarm> latest = new ArrayDeque<>();

	private final Set<SseEmitter> pages = new LinkedHashSet<>();

	private volatile boolean running;

	/**
	 * Open a stream for a page.
	 * @return the stream, which has the latest alarms
	 */
	public SseEmitter open() {
		SseEmitter page = new SseEmitter(STREAM.toMillis());
		page.onCompletion(() -> close(page));
		page.onTimeout(page::complete);
		page.onError((ex) -> close(page));
		this.lock.lock();
		try {
			if (this.running) {
				this.pages.add(page);
				this.latest.forEach((alarm) -> send(page, alarm));
				comment(page);
			}
			else {
				page.complete();
			}
		}
		finally {
			this.lock.unlock();
		}
		return page;
	}

	private void close(SseEmitter page) {
		this.lock.lock();
		try {
			this.pages.remove(page);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the latest alarms.
	 * @return the alarms, the oldest first
	 */
	List<Alarm> latest() {
		this.lock.lock();
		try {
			return List.copyOf(this.latest);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send an alarm to all pages.
	 * @param alarm the alarm
	 */
	void publish(Alarm alarm) {
		logger.info("{} {} of {}: {} is {} %, threshold {} %", alarm.raised() ? "Alarm:" : "Alarm ended:", alarm.kind(),
				alarm.host(), alarm.device(), Math.round(alarm.value()), alarm.threshold());
		this.lock.lock();
		try {
			this.latest.addLast(alarm);
			if (this.latest.size() > KEPT) {
				this.latest.removeFirst();
			}
			Set.copyOf(this.pages).forEach((page) -> send(page, alarm));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void send(SseEmitter page, Alarm alarm) {
		try {
			page.send(SseEmitter.event().name("alarm").data(alarm));
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A page is gone", ex);
			this.pages.remove(page);
		}
	}

	/** Has the headers sent, so that the page knows that it is connected. */
	private void comment(SseEmitter page) {
		try {
			page.send(SseEmitter.event().comment("connected"));
		}
		catch (IOException | IllegalStateException ex) {
			this.pages.remove(page);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		Set<SseEmitter> open;
		this.lock.lock();
		try {
			open = Set.copyOf(this.pages);
			this.pages.clear();
		}
		finally {
			this.lock.unlock();
		}
		open.forEach(SseEmitter::complete);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Stops after the listeners and before the web server. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 200;
	}

}
