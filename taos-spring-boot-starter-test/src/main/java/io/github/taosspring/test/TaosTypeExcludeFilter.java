package io.github.taosspring.test;

import java.util.Set;

import io.github.taosspring.boot.TaosClientOptionsCustomizer;
import io.github.taosspring.client.TaosOperationListener;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Leaves the application's components out of a {@link TaosTest}, but for those that
 * change how the client works.
 */
final class TaosTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<TaosTest> {

	private static final Set<Class<?>> INCLUDED = Set.of(TaosClientOptionsCustomizer.class,
			TaosOperationListener.class);

	TaosTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return INCLUDED;
	}

}
