package io.github.taosspring.embedded.internal.catalog;

import java.time.Instant;

/**
 * A user.
 *
 * @param name the name
 * @param password what is kept of the password
 * @param superUser whether this is root
 * @param enabled whether logins are allowed
 * @param sysinfo whether system tables are visible
 * @param createDb whether databases may be created
 * @param created when the user was created
 */
public record User(String name, Password password, boolean superUser, boolean enabled, boolean sysinfo,
		boolean createDb, Instant created) {

	User withPassword(Password changed) {
		return new User(this.name, changed, this.superUser, this.enabled, this.sysinfo, this.createDb, this.created);
	}

	/**
	 * Never shows the password.
	 */
	@Override
	public String toString() {
		return "User[name=" + this.name + "]";
	}

}
