package io.github.taosspring.mapping;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ReflectionUtils;

/**
 * A class with a constructor without parameters and with setters: each property that can
 * be set needs a column, as absent is not NULL; columns without a property are left out.
 *
 * @param <T> the type
 */
final class BeanType<T> implements RowType<T> {

	private final Constructor<T> constructor;

	private final List<Property> properties = new ArrayList<>();

	/**
	 * Create an instance.
	 * @param constructor makes an object
	 * @param labels the labels of the columns that properties take
	 */
	BeanType(Constructor<T> constructor, ColumnLabels labels) {
		this.constructor = constructor;
		Class<T> type = constructor.getDeclaringClass();
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(type)) {
			Method setter = descriptor.getWriteMethod();
			if (setter != null) {
				ReflectionUtils.makeAccessible(setter);
				this.properties.add(new Property(labels.label(descriptor.getName()), setter,
						new TypeDescriptor(new MethodParameter(setter, 0)),
						"property '" + descriptor.getName() + "' of class " + type.getSimpleName()));
			}
		}
		if (this.properties.isEmpty()) {
			throw new TaosMappingException("Class " + type.getName()
					+ " has no setters; a row becomes a record, a class with setters, or a single value", null);
		}
	}

	@Override
	public TaosRowMapper<T> bind(List<TaosColumn> columns, boolean partial, ValueConverter converter) {
		ColumnMatcher matcher = new ColumnMatcher(columns);
		@Nullable ColumnReader[] readers = new @Nullable ColumnReader[this.properties.size()];
		for (int i = 0; i < readers.length; i++) {
			Property property = this.properties.get(i);
			if (!partial || matcher.find(property.label(), property.target()) >= 0) {
				readers[i] = ColumnReader.of(columns, matcher, false, property.label(), property.type(),
						property.target(), converter);
			}
		}
		return (row) -> create(readers, row);
	}

	private T create(@Nullable ColumnReader[] readers, CurrentRow row) {
		Block block = row.block();
		int index = row.rowInBlock();
		T bean = BeanUtils.instantiateClass(this.constructor);
		for (int i = 0; i < readers.length; i++) {
			ColumnReader reader = readers[i];
			if (reader != null) {
				set(bean, this.properties.get(i), reader.read(block, index));
			}
		}
		return bean;
	}

	private void set(T bean, Property property, @Nullable Object value) {
		try {
			property.setter().invoke(bean, value);
		}
		catch (InvocationTargetException ex) {
			Throwable cause = ex.getTargetException();
			throw new TaosMappingException(
					"The setter of " + property.target() + " refused the value '" + value + "': " + cause, cause);
		}
		catch (IllegalAccessException ex) {
			throw new TaosMappingException("The setter of " + property.target() + " cannot be called", ex);
		}
	}

	private record Property(String label, Method setter, TypeDescriptor type, String target) {

	}

}
