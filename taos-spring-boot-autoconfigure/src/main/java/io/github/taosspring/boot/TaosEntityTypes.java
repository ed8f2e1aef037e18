package io.github.taosspring.boot;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The types annotated with {@link io.github.taosspring.mapping.SuperTable} whose super
 * tables schema initialisation takes care of. A bean of this type replaces the scan of
 * packages.
 *
 * @param types the records and classes
 */
public record TaosEntityTypes(List<Class<?>> types) {

	/**
	 * Create an instance.
	 * @param types the records and classes
	 */
	public TaosEntityTypes {
		types = List.copyOf(types);
	}

	/**
	 * Return an instance.
	 * @param types the records and classes
	 * @return the types
	 */
	public static TaosEntityTypes of(Class<?>... types) {
		return new TaosEntityTypes(List.of(types));
	}

	/**
	 * Return an instance for code that was generated ahead of time, which cannot refer to
	 * types that are not public.
	 * @param classLoader loads the types, {@code null} for the default
	 * @param names the names of the records and classes as {@link Class#getName()} has
	 * them
	 * @return the types
	 * @throws IllegalArgumentException if there is no such type
	 */
	public static TaosEntityTypes named(@Nullable ClassLoader classLoader, String... names) {
		List<Class<?>> types = new ArrayList<>();
		for (String name : names) {
			types.add(ClassUtils.resolveClassName(name, classLoader));
		}
		return new TaosEntityTypes(types);
	}

}
