package io.github.taosspring.embedded.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.PseudoColumnKind;
import io.github.taosspring.embedded.internal.sql.SelectItem;
import org.jspecify.annotations.Nullable;

/**
 * Spells out select lists: stars, functions of several columns, {@code cols}.
 */
final class SelectItems {

	private static final Set<String> MANY = Set.of("first", "last", "last_row");

	private SelectItems() {
	}

	/**
	 * An entry of a select list that gives exactly one column.
	 *
	 * @param expression the expression
	 * @param label its label
	 * @param alias its alias, or null
	 */
	record Item(Expression expression, String label, @Nullable String alias) {
	}

	static List<Item> expand(List<SelectItem> items, Scope scope) {
		List<Item> result = new ArrayList<>();
		for (SelectItem item : items) {
			if (item instanceof SelectItem.All all) {
				addAll(all.table(), scope, result);
			}
			else {
				addValue((SelectItem.Value) item, scope, result);
			}
		}
		return result;
	}

	private static void addAll(@Nullable String table, Scope scope, List<Item> result) {
		boolean found = false;
		for (Source source : scope.sources()) {
			if (table == null || source.isCalled(table)) {
				found = true;
				for (String name : source.star()) {
					String qualifier = (scope.sources().size() > 1) ? source.alias() : null;
					result.add(new Item(new Expression.ColumnReference(qualifier, name), name, null));
				}
			}
		}
		if (!found) {
			throw Errors.noTable();
		}
	}

	private static void addValue(SelectItem.Value item, Scope scope, List<Item> result) {
		Expression expression = item.expression();
		if (expression instanceof Expression.FunctionCall call && MANY.contains(call.name())
				&& (call.arguments().size() > 1
						|| call.arguments().stream().anyMatch(Expression.Star.class::isInstance))) {
			addMany(call, scope, result);
		}
		else if (expression instanceof Expression.PseudoColumn pseudo && pseudo.kind() == PseudoColumnKind.TAGS) {
			for (String tag : scope.source(pseudo.table()).tags()) {
				result.add(new Item(new Expression.ColumnReference(pseudo.table(), tag), tag, null));
			}
		}
		else if (expression instanceof Expression.Cols cols) {
			for (Item each : expand(cols.columns(), scope)) {
				result.add(new Item(
						new Expression.Cols(cols.function(),
								List.of(new SelectItem.Value(each.expression(), each.alias(), each.label()))),
						each.label(), each.alias()));
			}
		}
		else {
			result.add(new Item(expression, item.label(), item.alias()));
		}
	}

	private static void addMany(Expression.FunctionCall call, Scope scope, List<Item> result) {
		for (Expression argument : call.arguments()) {
			if (argument instanceof Expression.Star star) {
				for (String name : scope.source(star.table()).dataColumns()) {
					Expression column = new Expression.ColumnReference(star.table(), name);
					result.add(new Item(new Expression.FunctionCall(call.name(), List.of(column)),
							call.name() + "(" + name + ")", null));
				}
			}
			else {
				String name = (argument instanceof Expression.ColumnReference reference) ? reference.name()
						: (argument instanceof Expression.PseudoColumn pseudo)
								? pseudo.kind().name().toLowerCase(java.util.Locale.ROOT) : "expr";
				result.add(new Item(new Expression.FunctionCall(call.name(), List.of(argument)),
						call.name() + "(" + name + ")", null));
			}
		}
	}

}
