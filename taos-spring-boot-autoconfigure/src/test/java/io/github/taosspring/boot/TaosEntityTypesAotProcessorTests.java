package io.github.taosspring.boot;

import java.io.IOException;
import java.util.Map;

import io.github.taosspring.boot.scanned.Scanned;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TaosEntityTypesAotProcessor}.
 */
class TaosEntityTypesAotProcessorTests {

	private static final String METHOD = "registerTaosEntityTypes";

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	@Test
	void isFoundByTheProcessing() {
		assertThat(AotServices.factories().load(BeanFactoryInitializationAotProcessor.class))
			.hasAtLeastOneElementOfType(TaosEntityTypesAotProcessor.class);
	}

	@Test
	void scannedTypesAreReadByReflectionAndNamedInTheCode() throws Exception {
		RuntimeHints hints = process(TaosAutoConfiguration.class);
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Scanned.class.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Scanned.class.getMethod("ts")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Scanned.class.getMethod("id")))
			.accepts(hints);
		assertThat(code()).contains(METHOD).contains('"' + Scanned.class.getName() + '"');
	}

	@Test
	void typesThatTheApplicationGivesAreLeftToIt() throws Exception {
		RuntimeHints hints = process(Types.class, TaosAutoConfiguration.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Scanned.class.getMethod("ts")))
			.accepts(hints);
		assertThat(code()).doesNotContain(METHOD);
	}

	@Test
	void namedTypesAreLoaded() {
		assertThat(TaosEntityTypes.named(null, Scanned.class.getName())).isEqualTo(TaosEntityTypes.of(Scanned.class));
		assertThatIllegalArgumentException().isThrownBy(() -> TaosEntityTypes.named(null, "com.example.None"))
			.withMessageContaining("com.example.None");
	}

	private RuntimeHints process(Class<?>... configurations) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues
				.of("taos.url=taos+ws://localhost:6041", "taos.schema.packages=io.github.taosspring.boot.scanned")
				.applyTo(context);
			context.register(configurations);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get("com.example", "Application")), this.files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return generation.getRuntimeHints();
		}
	}

	private String code() throws IOException {
		StringBuilder code = new StringBuilder();
		for (Map.Entry<String, ?> file : this.files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).entrySet()) {
			code.append(this.files.getGeneratedFileContent(GeneratedFiles.Kind.SOURCE, file.getKey()));
		}
		return code.toString();
	}

	@Configuration(proxyBeanMethods = false)
	static class Types {

		@Bean
		TaosEntityTypes types() {
			return TaosEntityTypes.of(Scanned.class);
		}

	}

}
