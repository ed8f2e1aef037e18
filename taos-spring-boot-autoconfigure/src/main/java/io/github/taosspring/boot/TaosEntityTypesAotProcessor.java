package io.github.taosspring.boot;

import java.util.List;

import io.github.taosspring.mapping.TaosMappingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.javapoet.CodeBlock;

/**
 * Finds the super tables' types of an application that is processed ahead of time, as for
 * a native image, which has no packages to scan: registers them for reflection and lets
 * the generated code give them to schema initialisation. Types that only take the rows of
 * queries are not annotated and cannot be found; applications register them by
 * {@code @RegisterReflectionForBinding}.
 */
final class TaosEntityTypesAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(TaosMappingContext.class, true, false).length == 0) {
			return null;
		}
		List<Class<?>> types = scan(beanFactory).types();
		if (types.isEmpty()) {
			return null;
		}
		boolean registered = beanFactory.getBeanNamesForType(TaosEntityTypes.class, true, false).length > 0;
		return new Contribution(types, registered);
	}

	private static TaosEntityTypes scan(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(Environment.class);
		List<String> packages = Binder.get(environment)
			.bind("taos.schema.packages", Bindable.listOf(String.class))
			.orElse(List.of());
		return new TaosEntityScanner(environment, new DefaultResourceLoader(beanFactory.getBeanClassLoader()))
			.scan(packages, beanFactory);
	}

	/**
	 * What the types add to the application.
	 *
	 * @param types the types annotated with {@code @SuperTable}
	 * @param registered whether the application has a bean that says which of them count
	 */
	private record Contribution(List<Class<?>> types,
			boolean registered) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext context, BeanFactoryInitializationCode code) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(context.getRuntimeHints().reflection(),
					this.types.toArray(Class<?>[]::new));
			if (!this.registered) {
				GeneratedMethod method = code.getMethods()
					.add("registerTaosEntityTypes", (builder) -> builder
						.addJavadoc("Register the types annotated with {@code @SuperTable}.")
						.addParameter(DefaultListableBeanFactory.class, "beanFactory")
						.addStatement(
								"beanFactory.registerSingleton($S, $T.named(beanFactory.getBeanClassLoader(), $L))",
								TaosEntityTypes.class.getName(), TaosEntityTypes.class, names()));
				code.addInitializer(method.toMethodReference());
			}
		}

		private CodeBlock names() {
			return this.types.stream()
				.map((type) -> CodeBlock.of("$S", type.getName()))
				.collect(CodeBlock.joining(", "));
		}

	}

}
