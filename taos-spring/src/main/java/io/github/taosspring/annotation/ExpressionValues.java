package io.github.taosspring.annotation;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.util.ObjectUtils;
import org.springframework.util.StringUtils;

/**
 * Resolves placeholders and expressions in a listener's annotation, in which one name
 * stands for the listener's bean. For one annotation.
 */
final class ExpressionValues {

	private final BeanFactory beanFactory;

	private final String name;

	private final Object bean;

	private final String where;

	/**
	 * Create an instance.
	 * @param beanFactory resolves, and has the beans that are named
	 * @param name stands for the bean
	 * @param bean the bean
	 * @param where the method, for messages
	 */
	ExpressionValues(BeanFactory beanFactory, String name, Object bean, String where) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.bean = bean;
		this.where = where;
	}

	private @Nullable Object resolve(String value) {
		if (!(this.beanFactory instanceof ConfigurableBeanFactory configurable)) {
			return value;
		}
		String embedded = configurable.resolveEmbeddedValue(value);
		BeanExpressionResolver resolver = configurable.getBeanExpressionResolver();
		return (resolver != null)
				? resolver.evaluate(embedded, new BeanExpressionContext(configurable, new ListenerScope())) : embedded;
	}

	/**
	 * Return a text, null if it is empty.
	 */
	@Nullable String text(String attribute, String value) {
		Object resolved = resolve(value);
		if (resolved == null) {
			return null;
		}
		if (resolved instanceof CharSequence || resolved instanceof Number || resolved instanceof Boolean
				|| resolved instanceof Enum<?>) {
			String text = resolved.toString().trim();
			return text.isEmpty() ? null : text;
		}
		throw invalid(attribute, value, "is no text but a " + resolved.getClass().getName(), null);
	}

	@Nullable Integer integer(String attribute, String value) {
		String text = text(attribute, value);
		try {
			return (text != null) ? Integer.valueOf(text) : null;
		}
		catch (NumberFormatException ex) {
			throw invalid(attribute, value, "is no whole number but '" + text + "'", ex);
		}
	}

	@Nullable Boolean flag(String attribute, String value) {
		String text = text(attribute, value);
		if (text == null) {
			return null;
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> throw invalid(attribute, value, "is neither true nor false but '" + text + "'", null);
		};
	}

	<E extends Enum<E>> @Nullable E constant(String attribute, String value, Class<E> type) {
		String text = text(attribute, value);
		if (text == null) {
			return null;
		}
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(text.replace('-', '_'))) {
				return constant;
			}
		}
		throw invalid(attribute, value, "is none of " + List.of(type.getEnumConstants()) + " but '" + text + "'", null);
	}

	/**
	 * Return a bean by its name, or what an expression gives.
	 */
	<T> @Nullable T bean(String attribute, String value, Class<T> type) {
		Object resolved = resolve(value);
		if (type.isInstance(resolved)) {
			return type.cast(resolved);
		}
		String beanName = text(attribute, value);
		return (beanName != null) ? this.beanFactory.getBean(beanName, type) : null;
	}

	/**
	 * Return texts; one may give many, as an array, a collection or separated by commas.
	 */
	List<String> texts(String attribute, String[] values) {
		List<String> texts = new ArrayList<>();
		for (String value : values) {
			Object resolved = resolve(value);
			if (resolved instanceof Collection<?> collection) {
				resolved = collection.toArray();
			}
			if (resolved instanceof Object[] array) {
				for (Object element : array) {
					texts.add(String.valueOf(element).trim());
				}
			}
			else {
				String text = text(attribute, value);
				if (text != null) {
					// a placeholder can stand for several
					texts.addAll(text.equals(value.trim()) ? List.of(text)
							: List.of(StringUtils.tokenizeToStringArray(text, ",")));
				}
			}
		}
		texts.removeIf(String::isEmpty);
		return texts;
	}

	Map<String, String> properties(String attribute, String[] values) {
		Map<String, String> all = new LinkedHashMap<>();
		for (String value : values) {
			Object resolved = resolve(value);
			if (resolved instanceof Map<?, ?> map) {
				map.forEach((key, property) -> all.put(String.valueOf(key), String.valueOf(property)));
			}
			else if (!ObjectUtils.isEmpty(resolved)) {
				Properties properties = new Properties();
				try {
					properties.load(new StringReader(String.valueOf(resolved)));
				}
				catch (IOException | IllegalArgumentException ex) {
					throw invalid(attribute, value, "are no lines 'key=value'", ex);
				}
				properties.forEach((key, property) -> all.put(String.valueOf(key), String.valueOf(property)));
			}
		}
		return all;
	}

	IllegalStateException invalid(String attribute, String value, String reason, @Nullable Throwable cause) {
		return new IllegalStateException(
				"@TaosListener on " + this.where + ": " + attribute + " = \"" + value + "\" " + reason, cause);
	}

	/** Knows the listener's bean only. */
	private final class ListenerScope implements Scope {

		@Override
		public @Nullable Object resolveContextualObject(String key) {
			return key.equals(ExpressionValues.this.name) ? ExpressionValues.this.bean : null;
		}

		@Override
		public Object get(String key, ObjectFactory<?> factory) {
			throw new UnsupportedOperationException("get");
		}

		@Override
		public @Nullable Object remove(String key) {
			return null;
		}

		@Override
		public void registerDestructionCallback(String key, Runnable callback) {
		}

		@Override
		public @Nullable String getConversationId() {
			return null;
		}

	}

}
