package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * The text of the statement that is being built, and what can be read from it without
 * knowing more.
 *
 * @param text the folded statement
 */
record Source(String text) {

	private static final int INVALID_NAME = 0x2617;

	/** The longest name of a table in bytes ({@code TSDB_TABLE_NAME_LEN}). */
	private static final int MAX_TABLE_NAME = 192;

	/** The longest name of a column or database in bytes ({@code TSDB_COL_NAME_LEN}). */
	private static final int MAX_COLUMN_NAME = 64;

	String text(Token token) {
		return this.text.substring(token.getStartIndex(), token.getStopIndex() + 1);
	}

	String text(TerminalNode node) {
		return text(node.getSymbol());
	}

	String text(ParserRuleContext context) {
		return this.text.substring(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
	}

	String string(TerminalNode node) {
		Token token = node.getSymbol();
		return SqlText.unquote(this.text, token.getStartIndex(), token.getStopIndex() + 1);
	}

	String name(TaosSql.NameContext context) {
		return name(context, MAX_TABLE_NAME);
	}

	/** Return the name of a column, which may be less long than that of a table. */
	String shortName(TaosSql.NameContext context) {
		return name(context, MAX_COLUMN_NAME);
	}

	private String name(TaosSql.NameContext context, int most) {
		Token token = context.IDENTIFIER().getSymbol();
		String name = text(token);
		if (name.charAt(0) == '`') {
			name = name.substring(1, name.length() - 1);
		}
		if (name.isEmpty() || name.length() > most / 4 && SqlText.bytes(name) > most) {
			throw new SqlException(INVALID_NAME,
					SqlText.cut("Invalid identifier name: " + this.text.substring(token.getStartIndex())));
		}
		return name;
	}

	@Nullable String optionalName(TaosSql.@Nullable NameContext context) {
		return (context != null) ? name(context) : null;
	}

	TableName tableName(TaosSql.TableNameContext context) {
		List<TaosSql.NameContext> names = context.name();
		return (names.size() == 2) ? new TableName(name(names.get(0)), name(names.get(1)))
				: new TableName(null, name(names.get(0)));
	}

	String columnName(TaosSql.ColumnNameContext context) {
		return (context.TBNAME() != null) ? "tbname" : shortName(context.name());
	}

	@Nullable List<String> columnNames(TaosSql.@Nullable ColumnNamesContext context) {
		if (context == null) {
			return null;
		}
		List<String> names = new ArrayList<>();
		for (TaosSql.ColumnNameContext name : context.columnName()) {
			names.add(columnName(name));
		}
		return List.copyOf(names);
	}

	/**
	 * Return a whole number; beyond 64 bits it sticks to the largest, as strtoull does.
	 */
	Literal.IntegerLiteral integer(TerminalNode node, boolean negative) {
		return Numbers.integer(text(node), negative);
	}

	long unsignedInteger(TerminalNode node) {
		Literal.IntegerLiteral literal = integer(node, false);
		return literal.unsigned() ? Long.MAX_VALUE : literal.value();
	}

	Duration duration(TerminalNode node, boolean negative) {
		return Numbers.duration(text(node), negative);
	}

	SqlException syntaxError(Token token) {
		return SqlText.syntaxError(this.text, token.getStartIndex());
	}

}
