package io.github.taosspring.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ReflectionUtils;

/**
 * A record, or a class with a single constructor whose parameters have names: each
 * component needs a column, columns without a component are left out.
 *
 * @param <T> the type
 */
final class ConstructorType<T> implements RowType<T> {

	private final Constructor<T> constructor;

	private final String[] names;

	private final String[] labels;

	private final String[] targets;

	private final TypeDescriptor[] types;

	/**
	 * Create an instance.
	 * @param constructor makes an object
	 * @param names the names of its parameters
	 * @param labels the labels of the columns that they take
	 */
	ConstructorType(Constructor<T> constructor, String[] names, String[] labels) {
		ReflectionUtils.makeAccessible(constructor);
		this.constructor = constructor;
		this.names = names;
		this.labels = labels;
		Class<T> type = constructor.getDeclaringClass();
		String kind = type.isRecord() ? "component" : "parameter";
		this.targets = Arrays.stream(names)
			.map((name) -> kind + " '" + name + "' of " + EntityProperties.describe(type))
			.toArray(String[]::new);
		this.types = new TypeDescriptor[names.length];
		for (int i = 0; i < names.length; i++) {
			this.types[i] = new TypeDescriptor(new MethodParameter(constructor, i));
		}
	}

	@Override
	public TaosRowMapper<T> bind(List<TaosColumn> columns, boolean partial, ValueConverter converter) {
		ColumnMatcher matcher = new ColumnMatcher(columns);
		ColumnReader[] readers = new ColumnReader[this.names.length];
		for (int i = 0; i < readers.length; i++) {
			readers[i] = ColumnReader.of(columns, matcher, partial, this.labels[i], this.types[i], this.targets[i],
					converter);
		}
		return (row) -> create(readers, row);
	}

	private T create(ColumnReader[] readers, CurrentRow row) {
		Block block = row.block();
		int index = row.rowInBlock();
		@Nullable Object[] arguments = new @Nullable Object[readers.length];
		for (int i = 0; i < readers.length; i++) {
			arguments[i] = readers[i].read(block, index);
		}
		try {
			return this.constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			Throwable cause = ex.getTargetException();
			throw new TaosMappingException("The constructor of "
					+ EntityProperties.describe(this.constructor.getDeclaringClass()) + " refused the row "
					+ Arrays.toString(this.names) + " = " + Arrays.deepToString(arguments) + ": " + cause, cause);
		}
		catch (InstantiationException | IllegalAccessException ex) {
			throw new TaosMappingException("The constructor of "
					+ EntityProperties.describe(this.constructor.getDeclaringClass()) + " cannot be called", ex);
		}
	}

}
