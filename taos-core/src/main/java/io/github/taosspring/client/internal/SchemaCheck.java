package io.github.taosspring.client.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.statement.BatchSchema;
import io.github.taosspring.client.statement.StatementField;
import io.github.taosspring.client.statement.StatementField.Role;

/**
 * Compares what a batch holds with what the server expects: the server would read values
 * of another precision as they are, and refuse those of another type without naming the
 * column.
 */
final class SchemaCheck {

	private SchemaCheck() {
	}

	/**
	 * Return how they differ.
	 * @return the first difference, {@code null} if there is none that matters
	 */
	static @Nullable String difference(BatchSchema schema, List<StatementField> server) {
		List<StatementField> own = schema.fields();
		if (own.size() != server.size()) {
			return own.size() + " placeholders instead of " + server.size();
		}
		for (int i = 0; i < own.size(); i++) {
			StatementField mine = own.get(i);
			StatementField theirs = server.get(i);
			if (mine.role() != theirs.role()) {
				return "'" + mine.column().name() + "' is a " + name(theirs.role()) + ", not a " + name(mine.role());
			}
			if (mine.role() == Role.TABLE_NAME) {
				continue;
			}
			String difference = difference(mine.column(), theirs.column());
			if (difference == null && theirs.column().type() == TaosType.TIMESTAMP
					&& theirs.precision() != schema.precision()) {
				difference = "the database's precision is '" + theirs.precision().sqlName() + "', not '"
						+ schema.precision().sqlName() + "'";
			}
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private static @Nullable String difference(TaosColumn mine, TaosColumn theirs) {
		return (mine.type() != theirs.type())
				? "column '" + mine.name() + "' is " + theirs.type().sqlName() + ", not " + mine.type().sqlName()
				: null;
	}

	private static String name(Role role) {
		return switch (role) {
			case COLUMN -> "column";
			case TAG -> "tag";
			case TABLE_NAME -> "table's name";
		};
	}

}
