package io.github.taosspring.boot;

import java.util.List;

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

}
