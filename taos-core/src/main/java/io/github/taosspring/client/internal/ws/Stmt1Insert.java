package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.statement.StatementField.Role;

/**
 * An INSERT as statements of the first kind take it: one table, named or {@code ?}, with
 * or without USING, and one list of values that are all {@code ?}. The server describes
 * tags and columns no matter whether {@code ?} stands for them, so that the text has to
 * tell.
 *
 * @param sql the text
 * @param table the table, {@code ?} if its name is bound
 * @param superTable the super table behind USING, {@code null} without
 * @param tagNames the names of tags in front of TAGS, may be empty
 * @param tags the {@code ?} for tags
 * @param literalTags whether tags stand in the text
 * @param columns the names of columns, may be empty
 * @param values the {@code ?} for columns
 * @param quotesNames whether bound names of tables are sent in back-quotes; they keep
 * their case either way, as by stmt2 (seen on 3.3.7.5)
 * @param roles what the placeholders stand for, in the order of the text that was given
 */
record Stmt1Insert(String sql, String table, @Nullable String superTable, List<String> tagNames, int tags,
		boolean literalTags, List<String> columns, int values, boolean quotesNames, List<Role> roles) {

	private static final String NAME = "(?:`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_]*)";

	private static final String LITERAL = "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[-+]?[0-9.][\\w.+-]*";

	private static final Pattern TOKEN = Pattern
		.compile("\\s*(\\?|[(),;]|" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?|" + LITERAL + ")\\s*", Pattern.DOTALL);

	private static final String PLACEHOLDER = "?";

	/**
	 * Take an INSERT apart.
	 * @return its parts, {@code null} if it is of another form
	 */
	static @Nullable Stmt1Insert parse(String sql) {
		return new Parser(sql).parse();
	}

	boolean isNamed() {
		return this.table.equals(PLACEHOLDER);
	}

	/**
	 * Return a bound name as it is to be sent.
	 */
	String name(String name) {
		return this.quotesNames ? "`" + name + "`" : name;
	}

	/**
	 * Return whether the name of the table stands among the columns.
	 */
	boolean hasTableNameColumn() {
		return this.columns.stream().anyMatch(Stmt1Insert::isTableName);
	}

	private static boolean isTableName(String column) {
		return column.equalsIgnoreCase("tbname");
	}

	/**
	 * Return the INSERT that names the table in front instead of among the columns. Its
	 * roles stay those of the placeholders as they were given.
	 * @param allTags the super table's tags
	 */
	Stmt1Insert withoutTableNameColumn(Collection<String> allTags) {
		List<String> tagColumns = new ArrayList<>();
		List<String> others = new ArrayList<>();
		List<Role> order = new ArrayList<>();
		for (String column : this.columns) {
			if (isTableName(column)) {
				order.add(Role.TABLE_NAME);
			}
			else if (allTags.contains(plain(column))) {
				order.add(Role.TAG);
				tagColumns.add(column);
			}
			else {
				order.add(Role.COLUMN);
				others.add(column);
			}
		}
		return of(tagColumns.isEmpty() ? null : this.table, tagColumns, others, order);
	}

	/**
	 * Return an INSERT with the same columns that the server describes before it knows a
	 * table.
	 * @param tag a tag of the super table
	 */
	static Stmt1Insert describing(String superTable, String tag, List<String> columns) {
		return of(superTable, List.of("`" + tag + "`"), columns, List.of());
	}

	private static Stmt1Insert of(@Nullable String superTable, List<String> tagNames, List<String> columns,
			List<Role> roles) {
		StringBuilder text = new StringBuilder("insert into ?");
		if (superTable != null) {
			text.append(" using ").append(superTable).append(list(tagNames)).append(" tags").append(marks(tagNames));
		}
		text.append(list(columns)).append(" values").append(marks(columns));
		return new Stmt1Insert(text.toString(), PLACEHOLDER, superTable, tagNames, tagNames.size(), false, columns,
				columns.size(), true, roles);
	}

	private static String list(List<String> names) {
		return " (" + String.join(", ", names) + ")";
	}

	private static String marks(List<String> names) {
		return list(Collections.nCopies(names.size(), PLACEHOLDER));
	}

	/**
	 * Return a column's name as the server has it.
	 */
	private static String plain(String name) {
		return name.startsWith("`") ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads one text.
	 */
	private static final class Parser {

		private final String sql;

		private final List<String> tokens = new ArrayList<>();

		private int next;

		private Parser(String sql) {
			this.sql = sql;
		}

		private @Nullable Stmt1Insert parse() {
			if (!tokenize() || !word("insert") || !word("into") || this.next >= this.tokens.size()) {
				return null;
			}
			String table = this.tokens.get(this.next++);
			String superTable = null;
			List<String> tagNames = List.of();
			List<String> tags = List.of();
			if (word("using") && this.next < this.tokens.size()) {
				superTable = this.tokens.get(this.next++);
				tagNames = list();
				if (!word("tags")) {
					return null;
				}
				tags = list();
			}
			List<String> columns = list();
			List<String> values = word("values") ? list() : List.of();
			if (isToken(";")) {
				this.next++;
			}
			boolean boundTags = isAllPlaceholders(tags);
			if (values.isEmpty() || !isAllPlaceholders(values) || this.next < this.tokens.size()
					|| !boundTags && tags.contains(PLACEHOLDER)
					|| !columns.isEmpty() && columns.size() != values.size()) {
				return null;
			}
			int bound = boundTags ? tags.size() : 0;
			List<Role> roles = new ArrayList<>();
			if (table.equals(PLACEHOLDER)) {
				roles.add(Role.TABLE_NAME);
			}
			roles.addAll(Collections.nCopies(bound, Role.TAG));
			roles.addAll(Collections.nCopies(values.size(), Role.COLUMN));
			return new Stmt1Insert(this.sql, table, superTable, tagNames, bound, !boundTags, columns, values.size(),
					superTable != null, roles);
		}

		private boolean tokenize() {
			Matcher matcher = TOKEN.matcher(this.sql);
			int position = 0;
			while (position < this.sql.length() && matcher.find(position) && matcher.start() == position) {
				this.tokens.add(matcher.group(1));
				position = matcher.end();
			}
			return position == this.sql.length();
		}

		private boolean isToken(String token) {
			return this.next < this.tokens.size() && this.tokens.get(this.next).equalsIgnoreCase(token);
		}

		private boolean word(String word) {
			if (isToken(word)) {
				this.next++;
				return true;
			}
			return false;
		}

		/**
		 * Read a list in parentheses.
		 * @return its items, empty if there is none or it is none
		 */
		private List<String> list() {
			int position = this.next;
			List<String> items = new ArrayList<>();
			String separator = "(";
			while (position + 1 < this.tokens.size() && this.tokens.get(position).equals(separator)) {
				items.add(this.tokens.get(position + 1));
				position += 2;
				separator = ",";
			}
			if (position < this.tokens.size() && this.tokens.get(position).equals(")")) {
				this.next = position + 1;
				return items;
			}
			return List.of();
		}

		private static boolean isAllPlaceholders(List<String> items) {
			return items.stream().allMatch(PLACEHOLDER::equals);
		}

	}

}
