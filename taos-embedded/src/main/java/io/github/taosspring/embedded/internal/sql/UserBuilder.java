package io.github.taosspring.embedded.internal.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.antlr.TaosSql;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds the statements about users.
 */
final class UserBuilder {

	private final Source source;

	private final ExpressionBuilder expressions;

	UserBuilder(Source source, ExpressionBuilder expressions) {
		this.source = source;
		this.expressions = expressions;
	}

	@Nullable Statement build(TaosSql.StatementContext context) {
		if (context.createUser() != null) {
			return createUser(context.createUser());
		}
		if (context.alterUser() != null) {
			return alterUser(context.alterUser());
		}
		if (context.dropUser() != null) {
			return new UserStatement.DropUser(this.source.name(context.dropUser().name()));
		}
		return (context.grant() != null) ? grant(context.grant()) : null;
	}

	private Statement createUser(TaosSql.CreateUserContext context) {
		List<Option> options = new ArrayList<>();
		for (TaosSql.UserOptionContext option : context.userOption()) {
			options.add(new Option(this.source.text(option.option), values(option.INTEGER(), option.STRING())));
		}
		return new UserStatement.CreateUser(this.source.name(context.name()), this.source.string(context.STRING()),
				List.copyOf(options));
	}

	private Statement alterUser(TaosSql.AlterUserContext context) {
		String user = this.source.name(context.name());
		if (context.PASS() != null) {
			return new UserStatement.AlterPassword(user, this.source.string(context.STRING(0)));
		}
		String name = (context.option != null) ? this.source.text(context.option)
				: this.source.text(context.action) + "_host";
		return new UserStatement.AlterUser(user, new Option(name, values(context.INTEGER(), context.STRING())));
	}

	private List<Literal> values(@Nullable TerminalNode integer, List<TerminalNode> strings) {
		if (integer != null) {
			return List.of(this.source.integer(integer, false));
		}
		List<Literal> values = new ArrayList<>();
		for (TerminalNode string : strings) {
			values.add(new Literal.StringLiteral(this.source.string(string)));
		}
		return List.copyOf(values);
	}

	private Statement grant(TaosSql.GrantContext context) {
		TaosSql.PrivilegesContext written = context.privileges();
		List<String> privileges = new ArrayList<>();
		for (TaosSql.PrivilegeContext privilege : written.privilege()) {
			privileges.add(this.source.text(privilege));
		}
		if (privileges.isEmpty()) {
			privileges.add(this.source.text(written));
		}
		TaosSql.PrivilegeTargetContext target = context.privilegeTarget();
		List<TaosSql.NameContext> names = target.name();
		String database = names.isEmpty() ? "*" : this.source.name(names.get(0));
		String table = (names.size() == 2) ? this.source.name(names.get(1)) : target.STAR().isEmpty() ? null : "*";
		Expression condition = (context.condition() != null) ? this.expressions.condition(context.condition()) : null;
		return new UserStatement.Grant(context.GRANT() != null, List.copyOf(privileges), database, table, condition,
				this.source.name(context.name()));
	}

}
