package io.github.taosspring.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of which classes share a context, and so a server.
 */
class ContextCacheTests {

	private static @Nullable ContextCustomizer customizer(Class<?> testClass) {
		return new EmbeddedTaosContextCustomizerFactory().createContextCustomizer(testClass, List.of());
	}

	@Test
	void equalAnnotationsShareAContextOthersDoNot() {
		assertThat(customizer(One.class)).isEqualTo(customizer(Same.class)).hasSameHashCodeAs(customizer(Same.class));
		assertThat(customizer(One.class)).isEqualTo(customizer(Inherited.class));
		assertThat(customizer(One.class)).isNotEqualTo(customizer(OtherDatabase.class));
		assertThat(customizer(One.class)).isNotEqualTo(customizer(OtherScript.class));
		assertThat(customizer(None.class)).isNull();
		assertThat(new TestContextManager(One.class).getTestContext().getApplicationContext())
			.isSameAs(new TestContextManager(Same.class).getTestContext().getApplicationContext())
			.isNotSameAs(new TestContextManager(OtherDatabase.class).getTestContext().getApplicationContext());
	}

	@SpringBootTest
	@EmbeddedTaos(database = "a", scripts = "schema.sql")
	static class One {

	}

	@SpringBootTest
	@EmbeddedTaos(database = "a", scripts = "/schema.sql")
	static class Same {

	}

	static class Inherited extends One {

	}

	@SpringBootTest
	@EmbeddedTaos(database = "b", scripts = "schema.sql")
	static class OtherDatabase {

	}

	@SpringBootTest
	@EmbeddedTaos(database = "a", scripts = "beside.sql")
	static class OtherScript {

	}

	@SpringBootTest
	static class None {

	}

}
