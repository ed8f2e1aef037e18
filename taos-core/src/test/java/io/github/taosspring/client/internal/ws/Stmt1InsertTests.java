package io.github.taosspring.client.internal.ws;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.statement.StatementField.Role;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how INSERTs for statements of the first kind are taken apart.
 */
class Stmt1InsertTests {

	private static Stmt1Insert parse(String sql) {
		return Objects.requireNonNull(Stmt1Insert.parse(sql), sql);
	}

	@Test
	void oneTableWithOrWithoutColumns() {
		Stmt1Insert plain = parse("insert into t values (?, ?)");
		assertThat(plain.isNamed()).isFalse();
		assertThat(plain.superTable()).isNull();
		assertThat(plain.values()).isEqualTo(2);
		assertThat(plain.tags()).isZero();
		assertThat(plain.roles()).containsExactly(Role.COLUMN, Role.COLUMN);
		assertThat(parse("INSERT INTO `d`.`T 1`(ts,`v`)VALUES(?,?);").table()).isEqualTo("`d`.`T 1`");
		assertThat(parse("insert into d . t (ts) values (?)").columns()).containsExactly("ts");
	}

	@Test
	void aBoundNameAndBoundTags() {
		Stmt1Insert insert = parse("insert into ? using db.st (`G`, loc) tags (?, ?) (ts, v) values (?, ?)");
		assertThat(insert.isNamed()).isTrue();
		assertThat(insert.superTable()).isEqualTo("db.st");
		assertThat(insert.tagNames()).containsExactly("`G`", "loc");
		assertThat(insert.roles()).containsExactly(Role.TABLE_NAME, Role.TAG, Role.TAG, Role.COLUMN, Role.COLUMN);
		assertThat(insert.name("Up")).isEqualTo("`Up`");
		assertThat(parse("insert into ? values (?)").name("Up")).isEqualTo("Up");
	}

	@Test
	void tagsInTheText() {
		Stmt1Insert insert = parse("insert into t using st tags ('it\\'s, (', -1.5e3, true) values (?)");
		assertThat(insert.literalTags()).isTrue();
		assertThat(insert.tags()).isZero();
		assertThat(insert.roles()).containsExactly(Role.COLUMN);
	}

	@Test
	void theNameAmongTheColumnsGoesInFront() {
		Stmt1Insert given = parse("insert into `d`.`St` (Loc, tbname, ts, `G`, v) values (?, ?, ?, ?, ?)");
		assertThat(given.hasTableNameColumn()).isTrue();
		Stmt1Insert insert = given.withoutTableNameColumn(List.of("loc", "G", "other"));
		assertThat(insert.sql()).isEqualTo("insert into ? using `d`.`St` (Loc, `G`) tags (?, ?) (ts, v) values (?, ?)");
		assertThat(insert.roles()).containsExactly(Role.TAG, Role.TABLE_NAME, Role.COLUMN, Role.TAG, Role.COLUMN);
		assertThat(insert.name("Up")).isEqualTo("`Up`");
		Stmt1Insert existing = parse("insert into st (tbname, ts) values (?, ?)").withoutTableNameColumn(List.of("g"));
		assertThat(existing.sql()).isEqualTo("insert into ? (ts) values (?)");
		assertThat(existing.name("Up")).isEqualTo("`Up`");
		assertThat(Stmt1Insert.describing("st", "g", List.of("ts", "v")).sql())
			.isEqualTo("insert into ? using st (`g`) tags (?) (ts, v) values (?, ?)");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "insert into t values (?, 1)", "insert into t values (?) (?)", "insert into t values (?), (?)",
					"insert into ? values (?) ? values (?)", "insert into t using st tags (?, 1) values (?)",
					"insert into t (a, b) values (?)", "insert into t values (now, ?)", "insert into t file 'x'",
					"insert into t", "insert into", "insert into t values ()", "insert into t values (?",
					"insert into t select ?, ? from u", "insert into t values (?) -- ?", "insert into t values (? ?)" })
	void otherFormsAreRefused(String sql) {
		assertThat(Stmt1Insert.parse(sql)).isNull();
	}

}
