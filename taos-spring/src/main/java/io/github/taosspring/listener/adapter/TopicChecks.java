package io.github.taosspring.listener.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;
import io.github.taosspring.mapping.TaosMappingException;
import io.github.taosspring.topic.TaosTopicAdmin;
import io.github.taosspring.topic.TaosTopicDescription;
import io.github.taosspring.topic.TaosTopicKind;
import org.jspecify.annotations.Nullable;

/**
 * Checks that topics bring what a method takes, before anything is consumed. Thread-safe.
 */
final class TopicChecks {

	private final ListenerMethod method;

	private final MethodListenerSettings settings;

	private final TaosPayloads payloads;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	TopicChecks(ListenerMethod method, MethodListenerSettings settings, TaosPayloads payloads) {
		this.method = method;
		this.settings = settings;
		this.payloads = payloads;
	}

	void check() {
		TaosTopicAdmin admin = this.payloads.topics();
		boolean any = this.method.kind() == PayloadKind.MESSAGE || this.method.kind().isOfBlocks();
		if (admin == null || (any && !this.method.requiresTable())) {
			return;
		}
		for (String topic : this.settings.topics()) {
			if (!this.checked.contains(topic)) {
				TaosTopicDescription description = admin.describe(topic);
				if (description != null) {
					check(description);
					this.checked.add(topic);
				}
			}
		}
	}

	private void check(TaosTopicDescription topic) {
		if (topic.kind() == TaosTopicKind.QUERY && this.method.requiresTable()) {
			throw unfit(topic, "is on a query, whose messages do not name tables (TaosHeaders.TABLE)",
					"Let its query select tbname, or take the header with required = false.", null);
		}
		if (this.method.kind() == PayloadKind.MESSAGE || this.method.kind().isOfBlocks()) {
			return;
		}
		if (this.method.kind().isOfMetas()) {
			if (!topic.meta()) {
				throw unfit(topic, "tells nothing of changes of tables",
						"Create it 'with meta' (TaosTopic.withMeta()), on a super table or database.", null);
			}
			return;
		}
		Class<?> type = this.method.elementType();
		if (type.isAssignableFrom(Map.class)) {
			return;
		}
		switch (topic.kind()) {
			case QUERY -> checkColumns(topic, type, topic.columns(),
					"Let its query select what is missing, or leave it out of the type.");
			case STABLE -> checkStable(topic, type);
			case DATABASE -> checkDatabase(topic, type);
		}
	}

	private void checkStable(TaosTopicDescription topic, Class<?> type) {
		List<TaosColumn> columns = new ArrayList<>(topic.columns());
		columns.add(new TaosColumn(TableNames.COLUMN, TaosType.VARCHAR, 192, 0, 0));
		TaosEntity<?> entity = this.payloads.entity(type);
		List<TaosColumn> tags = (entity != null) ? entity.tags().stream().map(TaosEntityColumn::definition).toList()
				: List.of();
		if (this.settings.tagLookup()) {
			columns.addAll(tags);
		}
		checkColumns(topic, type, columns,
				tags.isEmpty() || this.settings.tagLookup() ? "Leave out of the type what its rows do not have."
						: "Topics on a super table bring no tags: create it on a query (TaosTopic.of("
								+ type.getSimpleName()
								+ ".class)), look them up (tagLookup = \"true\"), or leave them out of the type.");
	}

	private void checkDatabase(TaosTopicDescription topic, Class<?> type) {
		if (!this.settings.tagLookup()) {
			throw unfit(topic, "brings the rows of all tables of database '" + topic.database() + "'",
					"To get those of one super table with their tags, look them up (tagLookup = \"true\"); to get all, "
							+ "take a Map, a TmqBlock or a TmqMessage.",
					null);
		}
	}

	private void checkColumns(TaosTopicDescription topic, Class<?> type, List<TaosColumn> columns, String advice) {
		try {
			if (this.payloads.isSingleValue(type)) {
				columns = columns.stream().filter((column) -> topic.columns().contains(column)).toList();
			}
			this.payloads.mappers().mapperFor(type, columns);
		}
		catch (TaosMappingException ex) {
			throw unfit(topic, "does not fit: " + ex.getMessage(), advice, ex);
		}
	}

	private TaosTopicMismatchException unfit(TaosTopicDescription topic, String reason, String advice,
			@Nullable Throwable cause) {
		return new TaosTopicMismatchException("The listener method " + this.method + " takes "
				+ this.method.elementType().getSimpleName() + ", and topic '" + topic.name() + "' " + reason + ".",
				advice, cause);
	}

}
