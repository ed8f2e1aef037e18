package io.github.taosspring.embedded.internal.engine;

import java.util.List;

import io.github.taosspring.embedded.internal.catalog.User;
import io.github.taosspring.embedded.internal.catalog.Users;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.Option;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.sql.UserStatement;

/**
 * Runs the statements about users. There are no privileges: GRANT is refused.
 */
final class UserStatements {

	private UserStatements() {
	}

	static Update run(UserStatement statement, Users users) {
		if (statement instanceof UserStatement.CreateUser create) {
			users.create(create.user(), create.password(), flag(create.options(), "sysinfo", true),
					flag(create.options(), "createdb", false));
		}
		else if (statement instanceof UserStatement.AlterPassword alter) {
			users.password(alter.user(), alter.password());
		}
		else if (statement instanceof UserStatement.AlterUser alter) {
			alter(alter, users);
		}
		else if (statement instanceof UserStatement.DropUser drop) {
			users.drop(drop.user());
		}
		else if (statement instanceof UserStatement.Grant grant) {
			users.require(grant.user());
			throw new SqlException(0x0100, "Operation not supported: " + (grant.grant() ? "grant" : "revoke"));
		}
		return new Update(0);
	}

	private static void alter(UserStatement.AlterUser alter, Users users) {
		boolean value = flag(List.of(alter.option()), alter.option().name(), true);
		users.change(alter.user(), (user) -> switch (alter.option().name()) {
			case "enable" -> new User(user.name(), user.password(), user.superUser(), value, user.sysinfo(),
					user.createDb(), user.created());
			case "sysinfo" -> new User(user.name(), user.password(), user.superUser(), user.enabled(), value,
					user.createDb(), user.created());
			case "createdb" -> new User(user.name(), user.password(), user.superUser(), user.enabled(), user.sysinfo(),
					value, user.created());
			default -> throw new SqlException(0x0100, "Operation not supported: user option " + alter.option().name());
		});
	}

	private static boolean flag(List<Option> options, String name, boolean otherwise) {
		for (Option option : options) {
			if (option.name().equals(name) && option.value() instanceof Literal.IntegerLiteral number) {
				return number.value() != 0;
			}
		}
		return otherwise;
	}

}
