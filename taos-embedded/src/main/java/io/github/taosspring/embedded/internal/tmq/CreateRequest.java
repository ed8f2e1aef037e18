package io.github.taosspring.embedded.internal.tmq;

import java.util.List;
import java.util.Objects;

import io.github.taosspring.embedded.internal.catalog.Change;
import io.github.taosspring.embedded.internal.catalog.DataTable;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.catalog.SuperTable;

/**
 * What creates a child table, as messages carry it beside the table's first rows
 * ({@code tEncodeSVCreateTbReq} in {@code tmsg.c} of TDengine 3.3.7).
 */
final class CreateRequest {

	private static final int CHILD = 2;

	private static final int NO_COMMENT = -1;

	private CreateRequest() {
	}

	static byte[] of(Change.Creation creation) {
		DataTable table = creation.table();
		SuperTable parent = Objects.requireNonNull(table.parent());
		List<SchemaColumn> tags = creation.schema().tags();
		RawBytes body = new RawBytes().putVarint(0)
			.putText(table.name())
			.putLong(table.uid())
			.putLong(table.created().toEpochMilli())
			.putInt(creation.options().ttl())
			.put(CHILD);
		String comment = creation.options().comment();
		if (comment.isEmpty()) {
			body.putInt(NO_COMMENT);
		}
		else {
			body.putInt(comment.length()).putText(comment);
		}
		body.putText(parent.name())
			.put(tags.size())
			.putLong(parent.uid())
			.putBinary(TagBytes.of(creation.schema(), creation.tags()));
		List<SchemaColumn> named = tags.stream().filter((tag) -> TagBytes.value(creation.tags(), tag) != null).toList();
		body.putInt(named.size());
		named.forEach((tag) -> body.putText(tag.name()));
		// neither a statement nor compression of columns
		body.putInt(0).put(0);
		return new RawBytes().putInt(body.size()).put(body.toArray()).toArray();
	}

}
