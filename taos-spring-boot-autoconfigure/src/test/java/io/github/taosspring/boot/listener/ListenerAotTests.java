package io.github.taosspring.boot.listener;

import java.util.List;

import io.github.taosspring.annotation.TaosListener;
import io.github.taosspring.boot.TaosAutoConfiguration;
import io.github.taosspring.listener.DeadLetter;
import io.github.taosspring.topic.TaosTopic;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners in an application that is processed ahead of time.
 */
class ListenerAotTests {

	@Test
	void methodsRecordsAndDeadLettersAreRegistered() throws NoSuchMethodException {
		RuntimeHints hints = process(TaosAutoConfiguration.class, TaosTopicAutoConfiguration.class,
				TaosListenerAutoConfiguration.class, Listening.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Listening.class.getDeclaredMethod("on", List.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(Voltage.class.getDeclaredConstructor(int.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(DeadLetter.class.getMethod("payload")))
			.accepts(hints);
	}

	private static RuntimeHints process(Class<?>... configurations) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("taos.url=taos+ws://localhost:6041").applyTo(context);
			context.register(configurations);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return generation.getRuntimeHints();
		}
	}

	record Voltage(int voltage) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		TaosTopic voltages() {
			return TaosTopic.named("voltages").as("select voltage from meters");
		}

		@TaosListener(id = "voltages", topics = "voltages")
		void on(List<Voltage> voltages) {
		}

	}

}
