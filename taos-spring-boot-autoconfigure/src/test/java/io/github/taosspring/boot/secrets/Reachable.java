package io.github.taosspring.boot.secrets;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What can be reached from an object by the fields of the project's classes and by
 * collections.
 */
final class Reachable {

	private static final String PROJECT = "io.github.taosspring.";

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> next = new ArrayDeque<>();

	private Reachable() {
	}

	/**
	 * Return the objects whose {@code toString} is of interest: all but the values of the
	 * JDK that fields hold, as an options object must hold its password.
	 */
	static Collection<Object> from(Object root) {
		Reachable reachable = new Reachable();
		reachable.next.add(root);
		Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
		found.add(root);
		while (!reachable.next.isEmpty()) {
			Object object = reachable.next.remove();
			if (!reachable.seen.add(object)) {
				continue;
			}
			if (object.getClass().getName().startsWith(PROJECT)) {
				found.add(object);
			}
			reachable.follow(object);
		}
		return found;
	}

	private void follow(Object object) {
		if (object instanceof Collection<?> collection) {
			collection.forEach(this::add);
		}
		else if (object instanceof Map<?, ?> map) {
			map.keySet().forEach(this::add);
			map.values().forEach(this::add);
		}
		else if (object instanceof Object[] array) {
			Arrays.stream(array).forEach(this::add);
		}
		else if (object instanceof AtomicReference<?> reference) {
			add(reference.get());
		}
		for (Class<?> type = object.getClass(); type != null
				&& type.getName().startsWith(PROJECT); type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
					add(value(field, object));
				}
			}
		}
	}

	private static @Nullable Object value(Field field, Object object) {
		field.setAccessible(true);
		try {
			return field.get(object);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void add(@Nullable Object value) {
		if (value != null) {
			this.next.add(value);
		}
	}

}
