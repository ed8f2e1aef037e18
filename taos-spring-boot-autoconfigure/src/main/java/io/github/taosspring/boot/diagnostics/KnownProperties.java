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

	private static final int SHORTEST = "taos".length() + 2;

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
			else if (descriptor.getPropertyType().getPackage() == TaosProperties.class.getPackage()) {
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
			// the beginning of a name is near, however long its end
			boolean begun = wanted.length() > SHORTEST && normalize(known).startsWith(wanted);
			int distance = begun ? 1 : distance(wanted, normalize(known));
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

	/** Levenshtein's distance, in which a swap of two neighbours counts once. */
	private static int distance(String left, String right) {
		int[][] costs = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				if (i == 0 || j == 0) {
					costs[i][j] = i + j;
					continue;
				}
				int replaced = costs[i - 1][j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				costs[i][j] = Math.min(replaced, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
				if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
						&& left.charAt(i - 2) == right.charAt(j - 1)) {
					costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
				}
			}
		}
		return costs[left.length()][right.length()];
	}

}
