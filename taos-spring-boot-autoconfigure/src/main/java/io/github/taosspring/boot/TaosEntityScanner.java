package io.github.taosspring.boot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.taosspring.mapping.SuperTable;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds the types annotated with {@link SuperTable} in packages and below them.
 */
final class TaosEntityScanner {

	private final ClassPathScanningCandidateComponentProvider provider;

	private final @Nullable ClassLoader classLoader;

	TaosEntityScanner(Environment environment, ResourceLoader resourceLoader) {
		this.provider = new ClassPathScanningCandidateComponentProvider(false, environment);
		this.provider.setResourceLoader(resourceLoader);
		this.provider.addIncludeFilter(new AnnotationTypeFilter(SuperTable.class));
		this.classLoader = resourceLoader.getClassLoader();
	}

	/**
	 * Scan packages.
	 * @param packages their names; if there are none, those of the application
	 * @param beanFactory knows those of the application
	 */
	TaosEntityTypes scan(List<String> packages, BeanFactory beanFactory) {
		List<String> names = packages;
		if (names.isEmpty()) {
			names = AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of();
		}
		return scan(names);
	}

	private TaosEntityTypes scan(List<String> packages) {
		List<Class<?>> types = new ArrayList<>();
		for (String name : packages) {
			for (BeanDefinition definition : this.provider.findCandidateComponents(name)) {
				Class<?> type = ClassUtils.resolveClassName(String.valueOf(definition.getBeanClassName()),
						this.classLoader);
				if (!types.contains(type)) {
					types.add(type);
				}
			}
		}
		types.sort(Comparator.comparing(Class::getName));
		return new TaosEntityTypes(types);
	}

}
