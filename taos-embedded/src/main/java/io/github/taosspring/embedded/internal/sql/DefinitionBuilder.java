package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds the statements that define databases and tables.
 */
final class DefinitionBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	private final FunctionBuilder types;

	DefinitionBuilder(Source source, ExpressionBuilder expressions) {
		this.source = source;
		this.expressions = expressions;
		this.types = new FunctionBuilder(source, expressions);
	}

	/** Build the statement, or return null if it is of another kind. */
	@Nullable Statement build(TaosSql.StatementContext context) {
		Statement statement = database(context);
		return (statement != null) ? statement : table(context);
	}

	private @Nullable Statement database(TaosSql.StatementContext context) {
		if (context.createDatabase() != null) {
			TaosSql.CreateDatabaseContext create = context.createDatabase();
			return new DatabaseStatement.CreateDatabase(this.source.shortName(create.name()),
					create.ifNotExists() != null, databaseOptions(create.databaseOption()));
		}
		if (context.alterDatabase() != null) {
			TaosSql.AlterDatabaseContext alter = context.alterDatabase();
			return new DatabaseStatement.AlterDatabase(this.source.shortName(alter.name()),
					databaseOptions(alter.databaseOption()));
		}
		if (context.dropDatabase() != null) {
			TaosSql.DropDatabaseContext drop = context.dropDatabase();
			return new DatabaseStatement.DropDatabase(this.source.shortName(drop.name()), drop.ifExists() != null);
		}
		if (context.useDatabase() != null) {
			return new DatabaseStatement.UseDatabase(this.source.shortName(context.useDatabase().name()));
		}
		if (context.maintainDatabase() != null) {
			TaosSql.MaintainDatabaseContext maintain = context.maintainDatabase();
			return new DatabaseStatement.MaintainDatabase(
					this.source.text(maintain.getStart()).toUpperCase(Locale.ROOT), this.source.name(maintain.name()));
		}
		return null;
	}

	private List<Option> databaseOptions(List<TaosSql.DatabaseOptionContext> contexts) {
		List<Option> options = new ArrayList<>();
		for (TaosSql.DatabaseOptionContext context : contexts) {
			List<Literal> values = new ArrayList<>(periods(context.optionPeriod()));
			if (context.optionInteger() != null) {
				values.add(this.source.integer(context.optionInteger().INTEGER(), false));
			}
			if (context.optionString() != null) {
				values.add(new Literal.StringLiteral(this.source.string(context.optionString().STRING())));
			}
			if (context.optionSigned() != null) {
				values.add(signed(context.optionSigned()));
			}
			for (TaosSql.RetentionContext retention : context.retention()) {
				values.add(new Literal.StringLiteral(this.source.text(retention)));
			}
			options.add(new Option(this.source.text(context.option), List.copyOf(values)));
		}
		return List.copyOf(options);
	}

	private Literal signed(TaosSql.OptionSignedContext context) {
		boolean negative = context.MINUS() != null;
		if (context.INTEGER() != null) {
			return this.source.integer(context.INTEGER(), negative);
		}
		String digits = (negative ? "-" : "") + this.source.text(context.FLOAT());
		return new Literal.FloatLiteral(Double.parseDouble(digits), digits);
	}

	private List<Literal> periods(List<TaosSql.OptionPeriodContext> contexts) {
		List<Literal> values = new ArrayList<>();
		for (TaosSql.OptionPeriodContext context : contexts) {
			boolean negative = context.MINUS() != null;
			values.add((context.INTEGER() != null) ? this.source.integer(context.INTEGER(), negative)
					: new Literal.DurationLiteral(this.source.duration(context.DURATION(), negative)));
		}
		return values;
	}

	private @Nullable Statement table(TaosSql.StatementContext context) {
		if (context.createSuperTable() != null) {
			TaosSql.CreateSuperTableContext create = context.createSuperTable();
			return new TableStatement.CreateSuperTable(this.source.tableName(create.tableName()),
					create.ifNotExists() != null, columns(create.columnDefinitions()), tags(create.tagDefinitions()),
					tableOptions(create.tableOption()));
		}
		if (context.createTable() != null) {
			return createTable(context.createTable());
		}
		if (context.createChildTables() != null) {
			List<TableStatement.ChildTable> tables = new ArrayList<>();
			for (TaosSql.ChildTableContext table : context.createChildTables().childTable()) {
				tables.add(childTable(table));
			}
			return new TableStatement.CreateChildTables(List.copyOf(tables));
		}
		if (context.alterTable() != null) {
			TaosSql.AlterTableContext alter = context.alterTable();
			return new TableStatement.AlterTable(this.source.tableName(alter.tableName()), alter.STABLE() != null,
					alteration(alter.alteration()));
		}
		if (context.dropTables() != null) {
			List<TableStatement.DroppedTable> tables = new ArrayList<>();
			for (TaosSql.DroppedTableContext table : context.dropTables().droppedTable()) {
				tables.add(new TableStatement.DroppedTable(this.source.tableName(table.tableName()),
						table.ifExists() != null));
			}
			return new TableStatement.DropTables(List.copyOf(tables));
		}
		if (context.dropSuperTable() != null) {
			TaosSql.DropSuperTableContext drop = context.dropSuperTable();
			return new TableStatement.DropSuperTable(this.source.tableName(drop.tableName()), drop.ifExists() != null);
		}
		return null;
	}

	private Statement createTable(TaosSql.CreateTableContext context) {
		TableName name = this.source.tableName(context.tableName());
		boolean ifNotExists = context.ifNotExists() != null;
		List<ColumnDefinition> columns = columns(context.columnDefinitions());
		List<Option> options = tableOptions(context.tableOption());
		return (context.tagDefinitions() != null) ? new TableStatement.CreateSuperTable(name, ifNotExists, columns,
				tags(context.tagDefinitions()), options)
				: new TableStatement.CreateTable(name, ifNotExists, columns, options);
	}

	private TableStatement.ChildTable childTable(TaosSql.ChildTableContext context) {
		List<Expression> values = new ArrayList<>();
		for (TaosSql.TagValueContext value : context.tagValue()) {
			values.add(this.expressions.tagValue(value));
		}
		return new TableStatement.ChildTable(this.source.tableName(context.tableName(0)), context.ifNotExists() != null,
				this.source.tableName(context.tableName(1)), this.source.columnNames(context.columnNames()),
				List.copyOf(values), tableOptions(context.tableOption()));
	}

	private List<ColumnDefinition> columns(TaosSql.ColumnDefinitionsContext context) {
		List<ColumnDefinition> columns = new ArrayList<>();
		for (TaosSql.ColumnDefinitionContext column : context.columnDefinition()) {
			columns.add(column(column));
		}
		return List.copyOf(columns);
	}

	private ColumnDefinition column(TaosSql.ColumnDefinitionContext context) {
		boolean primaryKey = false;
		for (TaosSql.ColumnOptionContext option : context.columnOption()) {
			primaryKey |= option.KEY() != null;
		}
		return new ColumnDefinition(this.source.shortName(context.name()), this.types.dataType(context.dataType()),
				primaryKey, columnOptions(context.columnOption()));
	}

	private List<Option> columnOptions(List<TaosSql.ColumnOptionContext> contexts) {
		List<Option> options = new ArrayList<>();
		for (TaosSql.ColumnOptionContext context : contexts) {
			if (context.name() != null) {
				options.add(new Option(this.source.name(context.name()),
						List.of(new Literal.StringLiteral(this.source.string(context.STRING())))));
			}
		}
		return List.copyOf(options);
	}

	private List<ColumnDefinition> tags(TaosSql.TagDefinitionsContext context) {
		List<ColumnDefinition> tags = new ArrayList<>();
		for (TaosSql.TagDefinitionContext tag : context.tagDefinition()) {
			tags.add(tag(tag));
		}
		return List.copyOf(tags);
	}

	private ColumnDefinition tag(TaosSql.TagDefinitionContext context) {
		return new ColumnDefinition(this.source.shortName(context.name()), this.types.dataType(context.dataType()),
				false, List.of());
	}

	private List<Option> tableOptions(List<TaosSql.TableOptionContext> contexts) {
		List<Option> options = new ArrayList<>();
		for (TaosSql.TableOptionContext context : contexts) {
			List<Literal> values = new ArrayList<>(periods(context.optionPeriod()));
			if (context.optionInteger() != null) {
				values.add(this.source.integer(context.optionInteger().INTEGER(), false));
			}
			if (context.optionString() != null) {
				values.add(new Literal.StringLiteral(this.source.string(context.optionString().STRING())));
			}
			for (TaosSql.FunctionNameContext function : context.functionName()) {
				values.add(new Literal.StringLiteral(this.source.text(function)));
			}
			List<String> columns = this.source.columnNames(context.columnNames());
			if (columns != null) {
				columns.forEach((column) -> values.add(new Literal.StringLiteral(column)));
			}
			options.add(new Option(this.source.text(context.option), List.copyOf(values)));
		}
		return List.copyOf(options);
	}

	private Alteration alteration(TaosSql.AlterationContext context) {
		Token verb = context.getStart();
		boolean tag = isTag(context.TAG());
		return switch (verb.getType()) {
			case TaosSql.ADD -> tag ? new Alteration.Add(true, tag(context.tagDefinition()))
					: new Alteration.Add(false, column(context.columnDefinition()));
			case TaosSql.DROP -> new Alteration.Drop(tag, this.source.shortName(context.name(0)));
			case TaosSql.MODIFY -> (context.dataType() != null)
					? new Alteration.Modify(tag, this.source.shortName(context.name(0)),
							this.types.dataType(context.dataType()))
					: new Alteration.ModifyOptions(this.source.shortName(context.name(0)),
							columnOptions(context.columnOption()));
			case TaosSql.RENAME -> new Alteration.Rename(tag, this.source.shortName(context.name(0)),
					this.source.shortName(context.name(1)));
			case TaosSql.SET -> new Alteration.SetTags(assignments(context.tagAssignment()));
			default -> new Alteration.SetOptions(tableOptions(context.tableOption()));
		};
	}

	private static boolean isTag(@Nullable TerminalNode word) {
		return word != null;
	}

	private List<Alteration.TagAssignment> assignments(List<TaosSql.TagAssignmentContext> contexts) {
		List<Alteration.TagAssignment> assignments = new ArrayList<>();
		for (TaosSql.TagAssignmentContext context : contexts) {
			assignments.add(new Alteration.TagAssignment(this.source.name(context.name()),
					this.expressions.tagValue(context.tagValue())));
		}
		return List.copyOf(assignments);
	}

}
