package io.github.taosspring.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ResourceUtils;

/**
 * What an {@link EmbeddedTaos} says. Equal settings share an application context.
 *
 * @param database the database, empty for none
 * @param scripts the locations, all with a prefix
 * @param version the version to claim, empty for the server's default
 * @param reset when the server begins again
 */
record EmbeddedTaosSettings(String database, List<String> scripts, String version, EmbeddedTaos.Reset reset) {

	/**
	 * Return the settings of a test class.
	 * @return the settings, {@code null} if the class has no annotation
	 */
	static @Nullable EmbeddedTaosSettings of(Class<?> testClass) {
		var descriptor = TestContextAnnotationUtils.findAnnotationDescriptor(testClass, EmbeddedTaos.class);
		if (descriptor == null) {
			return null;
		}
		EmbeddedTaos annotation = descriptor.getAnnotation();
		List<String> scripts = new ArrayList<>();
		for (String script : annotation.scripts()) {
			scripts.add(location(script, descriptor.getRootDeclaringClass()));
		}
		return new EmbeddedTaosSettings(annotation.database(), List.copyOf(scripts), annotation.version(),
				annotation.reset());
	}

	/**
	 * Return these settings with a database, if they name none.
	 * @param fallback the database, {@code null} for none
	 */
	EmbeddedTaosSettings orDatabase(@Nullable String fallback) {
		return (this.database.isEmpty() && fallback != null)
				? new EmbeddedTaosSettings(fallback, this.scripts, this.version, this.reset) : this;
	}

	private static String location(String script, Class<?> declaring) {
		if (ResourceUtils.isUrl(script)) {
			return script;
		}
		if (script.startsWith("/")) {
			return ResourceUtils.CLASSPATH_URL_PREFIX + script.substring(1);
		}
		String beside = declaring.getPackageName().replace('.', '/') + "/" + script;
		return ResourceUtils.CLASSPATH_URL_PREFIX + (new ClassPathResource(beside).exists() ? beside : script);
	}

}
