package io.github.taosspring.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Makes row mappers for Java types: records, classes with a single constructor or with
 * setters, and single values. Thread-safe; what reflection found is kept per type.
 */
public final class RowMappers {

	private final Map<Class<?>, RowType<?>> types = new ConcurrentReferenceHashMap<>();

	private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

	private final NamingStrategy namingStrategy;

	private final ValueConverter converter;

	/**
	 * Create an instance.
	 * @param service converts what the exact conversions do not know, such as enums
	 * @param zone the zone of local times
	 */
	public RowMappers(ConversionService service, ZoneId zone) {
		this(new TaosMappingContext().withConversionService(service), zone);
	}

	/**
	 * Create an instance.
	 * @param context names and conversions
	 * @param zone the zone of local times
	 */
	public RowMappers(TaosMappingContext context, ZoneId zone) {
		this.namingStrategy = context.namingStrategy();
		this.converter = new ValueConverter(context.conversionService(), zone, context.jsonConverter());
	}

	/**
	 * Make a mapper.
	 * @param <T> the type
	 * @param type the type
	 * @param columns the columns of the result to map
	 * @return a mapper for results with these columns
	 * @throws TaosMappingException if the columns do not fit the type
	 */
	public <T extends @Nullable Object> TaosRowMapper<T> mapperFor(Class<T> type, List<TaosColumn> columns) {
		return rowType(type).bind(columns, false, this.converter);
	}

	/**
	 * Make a mapper for rows that may lack columns, as those of an update in a
	 * subscription lack what it did not set. A record's component or a constructor's
	 * parameter without a column is {@code null}, or an empty {@code Optional}; the
	 * setter of a bean's property without a column is not called.
	 * @param <T> the type
	 * @param type the type
	 * @param columns the columns that are there
	 * @return a mapper for rows with these columns
	 * @throws TaosMappingException if the columns do not fit the type, or one that is
	 * absent would have to become a primitive; the message names it
	 */
	public <T extends @Nullable Object> TaosRowMapper<T> partialMapperFor(Class<T> type, List<TaosColumn> columns) {
		return rowType(type).bind(columns, true, this.converter);
	}

	@SuppressWarnings("unchecked")
	private <T extends @Nullable Object> RowType<T> rowType(Class<T> type) {
		return (RowType<T>) this.types.computeIfAbsent(type, this::inspect);
	}

	private RowType<?> inspect(Class<?> type) {
		if (type == Object.class || type == byte[].class || BeanUtils.isSimpleValueType(type)) {
			return new SingleValueType<>(type);
		}
		if (type.isRecord()) {
			return forRecord(type);
		}
		if (type.isInterface() || type.isArray() || Modifier.isAbstract(type.getModifiers())) {
			throw new TaosMappingException(
					"A row cannot become a " + type.getName() + "; ask for a record, a class or a single value", null);
		}
		return forClass(type);
	}

	private RowType<?> forRecord(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			String[] names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
			ColumnLabels labels = new ColumnLabels(type, this.namingStrategy);
			return new ConstructorType<>(type.getDeclaredConstructor(parameters), names,
					Arrays.stream(names).map(labels::label).toArray(String[]::new));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Record " + type.getName() + " without its canonical constructor", ex);
		}
	}

	private RowType<?> forClass(Class<?> type) {
		Constructor<?> constructor;
		try {
			constructor = BeanUtils.getResolvableConstructor(type);
		}
		catch (IllegalStateException ex) {
			throw new TaosMappingException("Class " + type.getName()
					+ " has neither a single constructor nor one without parameters to make it of a row", ex);
		}
		if (constructor.getParameterCount() == 0) {
			return new BeanType<>(constructor, new ColumnLabels(type, this.namingStrategy));
		}
		@Nullable String @Nullable [] parameters = this.names.getParameterNames(constructor);
		if (parameters == null) {
			throw new TaosMappingException(
					"The parameters of the constructor of class " + type.getName()
							+ " have no names to match columns with; compile it with -parameters or make it a record",
					null);
		}
		ColumnLabels labels = new ColumnLabels(type, this.namingStrategy);
		String[] names = Arrays.stream(parameters).map(String::valueOf).toArray(String[]::new);
		String[] columns = new String[names.length];
		for (int i = 0; i < names.length; i++) {
			columns[i] = labels.label(names[i], constructor, i);
		}
		return new ConstructorType<>(constructor, names, columns);
	}

}
