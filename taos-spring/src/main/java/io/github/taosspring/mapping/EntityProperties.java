package io.github.taosspring.mapping;

import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.Property;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the properties of a type: the components of a record in their order, else what
 * has a getter, in the order of the fields. A field that is {@code transient} or a getter
 * that is marked so by {@link java.beans.Transient} makes no property.
 */
final class EntityProperties {

	private EntityProperties() {
	}

	static List<EntityProperty> of(Class<?> type) {
		return type.isRecord() ? ofRecord(type) : ofClass(type);
	}

	static String describe(Class<?> type) {
		// an anonymous class has no simple name
		String name = type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
		return (type.isRecord() ? "record " : "class ") + name;
	}

	private static List<EntityProperty> ofRecord(Class<?> type) {
		List<EntityProperty> properties = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			Method accessor = component.getAccessor();
			String target = "component '" + component.getName() + "' of " + describe(type);
			properties
				.add(new EntityProperty(component.getName(), new TypeDescriptor(new MethodParameter(accessor, -1)),
						accessor, MergedAnnotations.from(component), target));
		}
		return properties;
	}

	private static List<EntityProperty> ofClass(Class<?> type) {
		List<String> fields = fieldNames(type);
		List<EntityProperty> properties = new ArrayList<>();
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(type)) {
			Method getter = descriptor.getReadMethod();
			if (getter != null && getter.getDeclaringClass() != Object.class
					&& !isTransient(type, descriptor, getter)) {
				String name = descriptor.getName();
				Property property = new Property(type, getter, descriptor.getWriteMethod(), name);
				TypeDescriptor typeDescriptor = new TypeDescriptor(property);
				Annotation[] annotations = typeDescriptor.getAnnotations();
				properties.add(new EntityProperty(name, typeDescriptor, getter, MergedAnnotations.from(annotations),
						"property '" + name + "' of " + describe(type)));
			}
		}
		properties.sort(Comparator.comparingInt((property) -> position(fields, property.name())));
		return properties;
	}

	private static int position(List<String> fields, String name) {
		int index = fields.indexOf(name);
		return (index >= 0) ? index : fields.size();
	}

	private static boolean isTransient(Class<?> type, PropertyDescriptor descriptor, Method getter) {
		java.beans.Transient marker = getter.getAnnotation(java.beans.Transient.class);
		if (marker != null) {
			return marker.value();
		}
		@Nullable Field field = ReflectionUtils.findField(type, descriptor.getName());
		return field != null && Modifier.isTransient(field.getModifiers());
	}

	/** Those of superclasses first. */
	private static List<String> fieldNames(Class<?> type) {
		List<String> names = new ArrayList<>();
		for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
			names.addAll(0, Arrays.stream(level.getDeclaredFields()).map(Field::getName).toList());
		}
		return names;
	}

}
