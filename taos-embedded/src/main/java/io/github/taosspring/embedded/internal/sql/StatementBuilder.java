package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds statements from the grammar's tree.
 */
final class StatementBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	private final QueryBuilder queries;

	StatementBuilder(Source source, Parameters parameters) {
		this.source = source;
		this.expressions = new ExpressionBuilder(source, parameters);
		this.queries = new QueryBuilder(source, this.expressions);
	}

	Statement build(TaosSql.StatementContext context) {
		if (context.queryOrSubquery() != null) {
			return this.queries.build(context.queryOrSubquery());
		}
		if (context.show() != null) {
			return new ShowBuilder(this.source).build(context.show());
		}
		if (context.describe() != null) {
			return new Statement.Describe(this.source.tableName(context.describe().tableName()));
		}
		if (context.delete() != null) {
			return new Statement.Delete(this.source.tableName(context.delete().tableName()),
					this.queries.where(context.delete().where()));
		}
		if (context.insertSelect() != null) {
			return insertSelect(context.insertSelect());
		}
		if (context.explain() != null) {
			return explain(context.explain());
		}
		Statement statement = new DefinitionBuilder(this.source, this.expressions).build(context);
		if (statement == null) {
			statement = topicOrUser(context);
		}
		return (statement != null) ? statement : admin(context.admin());
	}

	private Statement insertSelect(TaosSql.InsertSelectContext context) {
		return new Statement.InsertSelect(this.source.tableName(context.tableName()),
				this.source.columnNames(context.columnNames()), this.queries.build(context.queryOrSubquery()));
	}

	private Statement explain(TaosSql.ExplainContext context) {
		Statement explained = (context.insertSelect() != null) ? insertSelect(context.insertSelect())
				: this.queries.build(context.queryOrSubquery());
		return new Statement.Explain(context.ANALYZE() != null, explained);
	}

	private @Nullable Statement topicOrUser(TaosSql.StatementContext context) {
		if (context.createTopic() != null) {
			return createTopic(context.createTopic());
		}
		if (context.dropTopic() != null) {
			TaosSql.DropTopicContext topic = context.dropTopic();
			return new TopicStatement.DropTopic(this.source.name(topic.name()), topic.ifExists() != null,
					topic.FORCE() != null);
		}
		if (context.dropConsumerGroup() != null) {
			TaosSql.DropConsumerGroupContext group = context.dropConsumerGroup();
			return new TopicStatement.DropConsumerGroup(this.source.name(group.name(0)),
					this.source.name(group.name(1)), group.ifExists() != null, group.FORCE() != null);
		}
		return new UserBuilder(this.source, this.expressions).build(context);
	}

	private Statement createTopic(TaosSql.CreateTopicContext context) {
		String topic = this.source.name(context.name(0));
		boolean ifNotExists = context.ifNotExists() != null;
		if (context.queryOrSubquery() != null) {
			if (context.meta != null) {
				throw this.source.syntaxError(context.queryOrSubquery().getStart());
			}
			return new TopicStatement.CreateQueryTopic(topic, ifNotExists,
					this.queries.build(context.queryOrSubquery()));
		}
		TopicStatement.Meta meta = (context.meta == null) ? TopicStatement.Meta.NONE
				: (context.meta.getType() == TaosSql.WITH) ? TopicStatement.Meta.WITH : TopicStatement.Meta.ONLY;
		if (context.tableName() != null) {
			return new TopicStatement.CreateSuperTableTopic(topic, ifNotExists, meta,
					this.source.tableName(context.tableName()), this.queries.where(context.where()));
		}
		return new TopicStatement.CreateDatabaseTopic(topic, ifNotExists, meta, this.source.name(context.name(1)));
	}

	/** Split a statement into its leading words in upper case and the rest. */
	private AdminStatement admin(TaosSql.AdminContext context) {
		String kind = "";
		List<String> arguments = new ArrayList<>();
		SqlScanner scanner = new SqlScanner(this.source.text(context));
		boolean leading = true;
		while (scanner.next() != SqlScanner.Kind.END) {
			String token = scanner.token();
			leading = leading && scanner.kind() == SqlScanner.Kind.WORD && arguments.isEmpty()
					&& kind.chars().filter((c) -> c == ' ').count() < 2 && SqlTokenSource.isKeyword(token);
			if (leading) {
				kind = (kind + " " + token.toUpperCase(java.util.Locale.ROOT)).strip();
			}
			else {
				arguments.add(
						(scanner.kind() == SqlScanner.Kind.STRING) ? SqlText.unquote(token, 0, token.length()) : token);
			}
		}
		return new AdminStatement(kind, List.copyOf(arguments));
	}

	/** Reads the {@code SHOW} statements. */
	private record ShowBuilder(Source source) {

		ShowStatement build(TaosSql.ShowContext context) {
			if (context.showList() != null) {
				return list(context.showList());
			}
			if (context.DISTRIBUTED() != null) {
				return new ShowStatement.ShowTableDistributed(this.source.tableName(context.tableName()));
			}
			if (context.CREATE() != null) {
				return (context.DATABASE() != null)
						? new ShowStatement.ShowCreateDatabase(this.source.name(context.name()))
						: new ShowStatement.ShowCreateTable(
								this.source.text((TerminalNode) context.getChild(2)).toUpperCase(java.util.Locale.ROOT),
								this.source.tableName(context.tableName()));
			}
			TableName table = table(context.showTable());
			if (context.INDEXES() != null) {
				return new ShowStatement.ShowIndexes(table);
			}
			if (context.TABLE() == null) {
				return new ShowStatement.ShowTags(table);
			}
			List<SelectItem> tags = new ArrayList<>();
			for (TaosSql.ShowTagContext tag : context.showTag()) {
				tags.add(tag(tag));
			}
			return new ShowStatement.ShowTableTags(table, List.copyOf(tags));
		}

		private TableName table(TaosSql.ShowTableContext context) {
			String first = this.source.name(context.name(0));
			if (context.name().size() == 1) {
				return new TableName(null, first);
			}
			String second = this.source.name(context.name(1));
			return (context.DOT() != null) ? new TableName(first, second) : new TableName(second, first);
		}

		private SelectItem tag(TaosSql.ShowTagContext context) {
			int names = context.name().size();
			if (context.TBNAME() != null || context.PSEUDO_COLUMN() != null) {
				String text = this.source.text(context.getStart());
				PseudoColumnKind kind = (context.TBNAME() != null) ? PseudoColumnKind.TBNAME : PseudoColumns.kind(text);
				String alias = (names == 1) ? this.source.name(context.name(0)) : null;
				return new SelectItem.Value(new Expression.PseudoColumn(null, kind), alias, text);
			}
			String tag = this.source.name(context.name(0));
			String alias = (names == 2) ? this.source.name(context.name(1)) : null;
			return new SelectItem.Value(new Expression.ColumnReference(null, tag), alias, tag);
		}

		private ShowStatement list(TaosSql.ShowListContext context) {
			StringBuilder what = new StringBuilder();
			String kind = null;
			for (int i = 0; i < context.getChildCount(); i++) {
				if (!(context.getChild(i) instanceof TerminalNode word)) {
					continue;
				}
				String text = this.source.text(word).toUpperCase(java.util.Locale.ROOT);
				switch (word.getSymbol().getType()) {
					case TaosSql.NORMAL, TaosSql.CHILD, TaosSql.VIRTUAL, TaosSql.SYSTEM -> kind = text;
					case TaosSql.DOT, TaosSql.INTEGER -> {
						// the database and the number have places of their own
					}
					default -> what.append((what.length() > 0) ? " " : "").append(text);
				}
			}
			if (context.USER() != null && context.DATABASES() != null) {
				kind = "USER";
				what.setLength(0);
				what.append("DATABASES");
			}
			Long number = (context.INTEGER() != null) ? this.source.unsignedInteger(context.INTEGER()) : null;
			String like = (context.likePattern() != null) ? this.source.string(context.likePattern().STRING()) : null;
			return new ShowStatement.ShowList(what.toString(), kind, this.source.optionalName(context.name()), like,
					number);
		}

	}

}
