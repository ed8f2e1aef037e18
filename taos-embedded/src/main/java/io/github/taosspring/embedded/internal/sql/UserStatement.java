package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement about users and their privileges.
 */
public sealed interface UserStatement extends Statement {

	/**
	 * {@code CREATE USER name PASS 'password' options}.
	 *
	 * @param user the name
	 * @param password the password
	 * @param options {@code sysinfo}, {@code createdb}, {@code is_import}, {@code host}
	 */
	record CreateUser(String user, String password, List<Option> options) implements UserStatement {

		@Override
		public String toString() {
			return "CreateUser[user=" + this.user + "]";
		}

	}

	/**
	 * {@code ALTER USER name PASS 'password'}.
	 *
	 * @param user the name
	 * @param password the new password
	 */
	record AlterPassword(String user, String password) implements UserStatement {

		@Override
		public String toString() {
			return "AlterPassword[user=" + this.user + "]";
		}

	}

	/**
	 * {@code ALTER USER name} with an option: {@code ENABLE 0}, {@code SYSINFO 1}, ….
	 *
	 * @param user the name
	 * @param option the option; {@code add_host} and {@code drop_host} for host lists
	 */
	record AlterUser(String user, Option option) implements UserStatement {
	}

	/**
	 * {@code DROP USER name}.
	 *
	 * @param user the name
	 */
	record DropUser(String user) implements UserStatement {
	}

	/**
	 * {@code GRANT … ON … TO user} or {@code REVOKE … ON … FROM user}.
	 *
	 * @param grant whether it grants
	 * @param privileges {@code all}, {@code read}, {@code write}, {@code alter},
	 * {@code subscribe}
	 * @param database the database or topic, {@code *} for all
	 * @param table the table, {@code *} for all, null for a topic
	 * @param condition the condition on tags, or null
	 * @param user who gets or loses them
	 */
	record Grant(boolean grant, List<String> privileges, String database, @Nullable String table,
			@Nullable Expression condition, String user) implements UserStatement {
	}

}
