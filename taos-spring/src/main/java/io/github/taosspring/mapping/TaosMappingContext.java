package io.github.taosspring.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.ClassUtils;

/**
 * Knows how records and classes map to super tables, and how values are converted; one
 * for an application. Thread-safe; what reflection found is kept.
 */
public final class TaosMappingContext {

	private static final Logger logger = LoggerFactory.getLogger(TaosMappingContext.class);

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			TaosMappingContext.class.getClassLoader());

	private final ConversionService conversionService;

	private final NamingStrategy namingStrategy;

	private final @Nullable JsonConverter jsonConverter;

	private final EntityReader reader;

	private final Map<Class<?>, TaosEntity<?>> entities = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Create a context with Spring's default conversions, names in snake case, and
	 * Jackson for JSON tags if it is on the class path.
	 */
	public TaosMappingContext() {
		this(DefaultConversionService.getSharedInstance(), NamingStrategy.SNAKE_CASE,
				JACKSON ? Jackson.converter() : null);
	}

	/**
	 * Create a context.
	 * @param conversionService converts what the exact conversions of numbers, text,
	 * bytes and times do not know
	 * @param namingStrategy makes the names that annotations do not give
	 * @param jsonConverter converts JSON tags, {@code null} if none are mapped to objects
	 */
	public TaosMappingContext(ConversionService conversionService, NamingStrategy namingStrategy,
			@Nullable JsonConverter jsonConverter) {
		this.conversionService = conversionService;
		this.namingStrategy = namingStrategy;
		this.jsonConverter = jsonConverter;
		this.reader = new EntityReader(namingStrategy, jsonConverter);
	}

	/**
	 * Return a context of its own with other conversions.
	 * @param conversionService converts what the exact conversions do not know
	 * @return the context
	 */
	public TaosMappingContext withConversionService(ConversionService conversionService) {
		return new TaosMappingContext(conversionService, this.namingStrategy, this.jsonConverter);
	}

	/**
	 * Return a context of its own with other names.
	 * @param namingStrategy makes the names that annotations do not give
	 * @return the context
	 */
	public TaosMappingContext withNamingStrategy(NamingStrategy namingStrategy) {
		return new TaosMappingContext(this.conversionService, namingStrategy, this.jsonConverter);
	}

	/**
	 * Return a context of its own with other JSON.
	 * @param jsonConverter converts JSON tags
	 * @return the context
	 */
	public TaosMappingContext withJsonConverter(JsonConverter jsonConverter) {
		return new TaosMappingContext(this.conversionService, this.namingStrategy, jsonConverter);
	}

	/**
	 * Return how a type maps to a super table.
	 * @param <T> the record or class
	 * @param type the type, annotated with {@link SuperTable}
	 * @return the mapping
	 * @throws TaosMappingException if the type is not annotated, or wrongly; the message
	 * names type and component
	 */
	@SuppressWarnings("unchecked")
	public <T> TaosEntity<T> entity(Class<T> type) {
		TaosEntity<?> entity = this.entities.get(type);
		return (TaosEntity<T>) ((entity != null) ? entity : add(type));
	}

	private TaosEntity<?> add(Class<?> type) {
		this.lock.lock();
		try {
			TaosEntity<?> entity = this.entities.get(type);
			if (entity == null) {
				entity = this.reader.read(type);
				for (TaosEntity<?> other : this.entities.values()) {
					checkOverlap(entity, other);
				}
				this.entities.put(type, entity);
			}
			return entity;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void checkOverlap(TaosEntity<?> entity, TaosEntity<?> other) {
		if (entity.superTable().equals(other.superTable())) {
			return;
		}
		ChildTableName.Overlap overlap = entity.childTableName().overlap(other.childTableName());
		if (overlap == ChildTableName.Overlap.NONE) {
			return;
		}
		String message = "Child tables of " + entity + ", named " + entity.childTableName() + ", and of " + other
				+ ", named " + other.childTableName() + ", "
				+ ((overlap == ChildTableName.Overlap.CERTAIN) ? "get the same names" : "can get the same names")
				+ ", but a table's name is unique in its database (0x061D); let @TableName contain the super table's "
				+ "name, or leave it out for names by a hash";
		if (overlap == ChildTableName.Overlap.CERTAIN) {
			throw new TaosMappingException(message, null);
		}
		logger.warn(message);
	}

	/**
	 * Return the mappings of all types that this context was asked for so far, one for
	 * each super table: that with the most columns and tags.
	 * @return the mappings
	 * @throws TaosMappingException if two types of one super table define it differently:
	 * neither has all columns of the other, or a column of both differs
	 */
	public Collection<TaosEntity<?>> superTables() {
		Map<String, TaosEntity<?>> superTables = new LinkedHashMap<>();
		List<TaosEntity<?>> all = this.entities.values()
			.stream()
			.sorted((left, right) -> left.type().getName().compareTo(right.type().getName()))
			.toList();
		for (TaosEntity<?> entity : all) {
			superTables.merge(entity.superTable(), entity, EntityReader::larger);
		}
		return List.copyOf(superTables.values());
	}

	ConversionService conversionService() {
		return this.conversionService;
	}

	NamingStrategy namingStrategy() {
		return this.namingStrategy;
	}

	@Nullable JsonConverter jsonConverter() {
		return this.jsonConverter;
	}

	/** Loaded only if Jackson is there. */
	private static final class Jackson {

		static JsonConverter converter() {
			return new JacksonJsonConverter(JsonMapper.shared());
		}

	}

}
