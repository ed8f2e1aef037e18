package io.github.taosspring.client.sql;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlScript}.
 */
class SqlScriptTests {

	@Test
	void semicolonsEndStatements() {
		assertThat(SqlScript.split("create database a;\n\n use a ;create table t (ts timestamp, v int)"))
			.containsExactly("create database a", "use a", "create table t (ts timestamp, v int)");
	}

	@Test
	void semicolonsInTextAndCommentsAreText() {
		assertThat(SqlScript
			.split("insert into t values (now, 'a;b\\';', \"c;\", `d;`); -- no; statement\n/* nor; this */ ;"
					+ "-- before\nselect 1;-- after; all"))
			.containsExactly("insert into t values (now, 'a;b\\';', \"c;\", `d;`)", "select 1");
	}

	@Test
	void nothingIsNoStatement() {
		assertThat(SqlScript.split("  ;; \n -- x\n;")).isEmpty();
		assertThat(SqlScript.split("")).isEmpty();
	}

}
