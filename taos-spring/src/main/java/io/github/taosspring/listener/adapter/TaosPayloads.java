package io.github.taosspring.listener.adapter;

import java.time.ZoneId;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.mapping.RowMappers;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.topic.TaosTopicAdmin;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * How the rows of messages become what listeners' methods take. Thread-safe.
 */
public final class TaosPayloads {

	private final TaosMappingContext context;

	private final RowMappers mappers;

	private final @Nullable TaosClient client;

	private final @Nullable TaosTopicAdmin topics;

	/**
	 * Create payloads without a client to look up tags by.
	 * @param context knows how types map
	 * @param zone the zone of local times
	 */
	public TaosPayloads(TaosMappingContext context, ZoneId zone) {
		this.context = context;
		this.mappers = new RowMappers(context, zone);
		this.client = null;
		this.topics = null;
	}

	/**
	 * Create payloads.
	 * @param context knows how types map
	 * @param client looks up tags, and knows the zone of local times
	 */
	public TaosPayloads(TaosMappingContext context, TaosClient client) {
		this.context = context;
		this.mappers = new RowMappers(context, client.options().timeZone());
		this.client = client;
		this.topics = new TaosTopicAdmin(client, context);
	}

	/**
	 * Return what knows topics.
	 * @return the admin, {@code null} if there is no client
	 */
	public @Nullable TaosTopicAdmin topics() {
		return this.topics;
	}

	RowMappers mappers() {
		return this.mappers;
	}

	/**
	 * Return how a type maps.
	 * @return the mapping, {@code null} if it is not annotated
	 */
	@Nullable TaosEntity<?> entity(Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(type, SuperTable.class) ? this.context.entity(type) : null;
	}

	RowReader reader(Class<?> type, boolean tagLookup, String method) {
		TagLookup lookup = null;
		if (tagLookup) {
			TaosEntity<?> entity = entity(type);
			if (entity == null) {
				throw new IllegalStateException("The listener method " + method + " looks up tags (tagLookup) for "
						+ type.getName() + ", which is not annotated with @SuperTable and says none");
			}
			if (this.client == null) {
				throw new IllegalStateException(
						"The listener method " + method + " looks up tags (tagLookup), and there is no client for it");
			}
			lookup = new TagLookup(this.client, entity);
		}
		// a single value comes of a single column
		return new RowReader(type, this.mappers, lookup, !isSingleValue(type));
	}

	boolean isSingleValue(Class<?> type) {
		return BeanUtils.isSimpleValueType(type) || type == byte[].class;
	}

}
