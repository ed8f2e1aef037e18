package io.github.taosspring.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import io.github.taosspring.listener.TaosMessageListenerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The containers of listeners, which are no beans: starts and stops them with the
 * application, after all else and before all else. Thread-safe.
 */
public class TaosListenerEndpointRegistry implements SmartLifecycle, DisposableBean {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, TaosMessageListenerContainer> containers = new LinkedHashMap<>();

	private volatile boolean running;

	/**
	 * Return a container.
	 * @param id the id of its listener
	 * @return the container, {@code null} if there is none of this id
	 */
	public @Nullable TaosMessageListenerContainer getListenerContainer(String id) {
		this.lock.lock();
		try {
			return this.containers.get(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the ids of all containers.
	 * @return the ids in the order of registration
	 */
	public Set<String> getListenerContainerIds() {
		this.lock.lock();
		try {
			return Collections.unmodifiableSet(new LinkedHashSet<>(this.containers.keySet()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return all containers.
	 * @return the containers in the order of registration
	 */
	public Collection<TaosMessageListenerContainer> getListenerContainers() {
		this.lock.lock();
		try {
			return List.copyOf(this.containers.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Make a container and keep it. It is started if this registry was, unless it is not
	 * to start by itself.
	 * @param endpoint the endpoint
	 * @param factory makes the container
	 * @return the container
	 * @throws IllegalStateException if there is a container of this id
	 */
	public TaosMessageListenerContainer registerListenerContainer(TaosListenerEndpoint endpoint,
			TaosListenerContainerFactory factory) {
		TaosMessageListenerContainer container;
		this.lock.lock();
		try {
			if (this.containers.containsKey(endpoint.getId())) {
				throw new IllegalStateException("Two listeners have the id '" + endpoint.getId() + "'");
			}
			container = factory.createListenerContainer(endpoint);
			this.containers.put(endpoint.getId(), container);
		}
		finally {
			this.lock.unlock();
		}
		if (this.running && container.isAutoStartup()) {
			start(List.of(container));
		}
		return container;
	}

	/**
	 * Forget a container.
	 * @param id the id of its listener
	 * @return the container, which the caller stops; {@code null} if there is none of
	 * this id
	 */
	public @Nullable TaosMessageListenerContainer unregisterListenerContainer(String id) {
		this.lock.lock();
		try {
			return this.containers.remove(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		if (!this.running) {
			start(getListenerContainers().stream().filter(SmartLifecycle::isAutoStartup).toList());
			this.running = true;
		}
	}

	private static void start(List<TaosMessageListenerContainer> containers) {
		List<TaosMessageListenerContainer> started = new ArrayList<>();
		try {
			for (TaosMessageListenerContainer container : containers) {
				container.start();
				started.add(container);
			}
		}
		catch (RuntimeException ex) {
			started.forEach(TaosMessageListenerContainer::stop);
			throw ex;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		getListenerContainers().forEach(TaosMessageListenerContainer::stop);
	}

	/** All drain at the same time. */
	@Override
	public void stop(Runnable callback) {
		this.running = false;
		Collection<TaosMessageListenerContainer> all = getListenerContainers();
		if (all.isEmpty()) {
			callback.run();
			return;
		}
		AtomicInteger left = new AtomicInteger(all.size());
		Runnable done = () -> {
			if (left.decrementAndGet() == 0) {
				callback.run();
			}
		};
		all.forEach((container) -> container.stop(done));
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return TaosMessageListenerContainer.PHASE;
	}

	@Override
	public void destroy() {
		stop();
	}

}
