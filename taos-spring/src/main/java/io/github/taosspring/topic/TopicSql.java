package io.github.taosspring.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taosspring.client.sql.SqlLiteral;
import io.github.taosspring.mapping.TaosEntity;
import io.github.taosspring.mapping.TaosEntityColumn;
import io.github.taosspring.mapping.TaosMappingContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement of a topic, and tells whether a topic that is there was made by
 * one that means the same.
 */
final class TopicSql {

	private static final Pattern CREATE = Pattern
		.compile("(?is)\\s*create\\s+topic\\s+(?:if\\s+not\\s+exists\\s+)?(?:`[^`]*`|[^\\s`]+)\\s+"
				+ "(with\\s+meta\\s+|only\\s+meta\\s+)?as\\s+(.*)");

	private static final Pattern TOKEN = Pattern
		.compile("(?s)'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.|\"\")*\"|`[^`]*`|[\\w$]+|\\S");

	private static final Pattern PLAIN = Pattern.compile("`([a-z_][a-z0-9_]*)`");

	/** What the server keeps of a statement, see {@link TaosTopicDescription#sql()}. */
	private static final int KEPT = 2000;

	private final TaosMappingContext context;

	private final @Nullable String currentDatabase;

	TopicSql(TaosMappingContext context, @Nullable String currentDatabase) {
		this.context = context;
		this.currentDatabase = currentDatabase;
	}

	String create(TaosTopic topic) {
		return "create topic if not exists " + SqlLiteral.identifier(topic.name()) + " " + topic.meta().clause() + "as "
				+ definition(topic);
	}

	private String definition(TaosTopic topic) {
		String condition = topic.condition();
		String where = (condition != null) ? " where " + condition : "";
		return switch (topic.kind()) {
			case QUERY -> (topic.type() != null) ? query(topic, topic.type()) + where : String.valueOf(topic.text());
			case STABLE -> "stable " + qualified(topic, superTable(topic)) + where;
			case DATABASE -> "database " + SqlLiteral.identifier(database(topic));
		};
	}

	private String superTable(TaosTopic topic) {
		return (topic.type() != null) ? this.context.entity(topic.type()).superTable() : String.valueOf(topic.text());
	}

	private String query(TaosTopic topic, Class<?> type) {
		TaosEntity<?> entity = this.context.entity(type);
		List<String> columns = new ArrayList<>();
		if (entity.hasTableNameProperty()) {
			columns.add("tbname");
		}
		entity.columns().stream().map(TaosEntityColumn::name).map(SqlLiteral::identifier).forEach(columns::add);
		entity.tags().stream().map(TaosEntityColumn::name).map(SqlLiteral::identifier).forEach(columns::add);
		return "select " + String.join(", ", columns) + " from " + qualified(topic, entity.superTable());
	}

	private static String qualified(TaosTopic topic, String table) {
		String database = topic.database();
		return ((database != null) ? SqlLiteral.identifier(database) + "." : "") + SqlLiteral.identifier(table);
	}

	private String database(TaosTopic topic) {
		String database = (topic.database() != null) ? topic.database() : this.currentDatabase;
		if (database == null) {
			throw new IllegalStateException("The " + topic
					+ " is of a database that is not named, and the client has none; name it by asDatabase(...)");
		}
		return database;
	}

	/**
	 * Say how a topic that is there differs.
	 * @return what it is instead, {@code null} if it is the same
	 */
	@Nullable String difference(TaosTopic topic, TaosTopicDescription existing) {
		Matcher matcher = CREATE.matcher(existing.sql());
		if (existing.kind() != topic.kind() || !matcher.matches()) {
			return existing.sql();
		}
		String wanted = definition(topic);
		String normalized = normalize(wanted, existing.database());
		boolean named = topic.kind() == TaosTopicKind.DATABASE || !normalized.equals(normalize(wanted, ""));
		if (!named && this.currentDatabase != null && !this.currentDatabase.equals(existing.database())) {
			return existing.sql() + ", in database '" + existing.database() + "'";
		}
		String meta = (matcher.group(1) != null) ? matcher.group(1) : "";
		boolean cut = existing.sql().length() >= KEPT;
		boolean same = normalize(meta, "").equals(normalize(topic.meta().clause(), ""))
				&& (cut || normalize(matcher.group(2), existing.database()).equals(normalized));
		return same ? null : existing.sql();
	}

	/**
	 * Write a text without what means nothing: spaces, case and quotes of plain names,
	 * the topic's own database before a table.
	 */
	private static String normalize(String sql, String database) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		while (matcher.find()) {
			String token = matcher.group();
			boolean quoted = token.charAt(0) == '\'' || token.charAt(0) == '"' || token.charAt(0) == '`';
			token = quoted ? PLAIN.matcher(token).replaceFirst("$1") : token.toLowerCase(Locale.ROOT);
			tokens.add(token);
			int size = tokens.size();
			if (size >= 2 && token.equals(".") && tokens.get(size - 2).equals(plain(database))) {
				tokens.subList(size - 2, size).clear();
			}
		}
		if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(";")) {
			tokens.remove(tokens.size() - 1);
		}
		return String.join(" ", tokens);
	}

	private static String plain(String name) {
		return PLAIN.matcher("`" + name + "`").replaceFirst("$1");
	}

}
