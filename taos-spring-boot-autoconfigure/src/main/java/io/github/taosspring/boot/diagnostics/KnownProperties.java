package io.github.taosspring.boot.diagnostics;

import java.beans.PropertyDescriptor;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.taosspring.boot.TaosProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * The names of all {@code taos.*} properties, read from {@link TaosProperties}.
 */
final class KnownProperties {

	private final Set<String> names;

	private KnownProperties(Set<String> names) {
		this.names = names;
	}

	static KnownProperties load() {
		Set<String> names = new TreeSet<>();
		collect("taos", TaosProperties.class, names);
		return new KnownProperties(names);
	}

	private static void collect(String prefix, Class<?> type, Set<String> names) {
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(type)) {
			String name = prefix + "." + dashed(descriptor.getName());
			if (descriptor.getWriteMethod() != null) {
				names.add(name);
			}
			else if (descriptor.getPropertyType().getEnclosingClass() == TaosProperties.class) {
				collect(name, descriptor.getPropertyType(), names);
			}
		}
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	Set<String> names() {
		return this.names;
	}

	/**
	 * Find the property that someone may have meant.
	 * @param name an unknown name
	 * @return the nearest one, {@code null} if none is near
	 */
	@Nullable String nearest(String name) {
		String wanted = normalize(name);
		String nearest = null;
		int smallest = Math.max(2, (wanted.length() - "taos".length()) / 3) + 1;
		for (String known : this.names) {
			int distance = distance(wanted, normalize(known));
			if (distance < smallest) {
				smallest = distance;
				nearest = known;
			}
		}
		return nearest;
	}

	private static String normalize(String name) {
		return name.replace("-", "").replace(".", "").toLowerCase(Locale.ROOT);
	}

	/** Levenshtein's distance. */
	private static int distance(String left, String right) {
		int[] costs = new int[right.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j < costs.length; j++) {
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = costs[j];
				costs[j] = Math.min(replaced, Math.min(costs[j], costs[j - 1]) + 1);
			}
		}
		return costs[right.length()];
	}

}
