package io.github.taosspring.embedded.internal.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqlParserTests {

	@Test
	void namesColumnsByTheirSource() {
		assertThat(
				labels("SELECT COUNT( * ), T.v, t.v + 1, `Col A`, ( V  +  1 ), 'It''s' , v AS `Mixed`, V Other FROM t"))
			.containsExactly("count( * )", "v", "t.v + 1", "Col A", "( v  +  1 )", "'It''s'", "Mixed", "other");
	}

	@Test
	void cutsLabelsTo64Bytes() {
		assertThat(labels("select 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'").get(0))
			.hasSize(64);
	}

	@Test
	void bindsOperatorsAsTdengineDoes() {
		assertThat(expression("-a * b + c & d"))
			.isEqualTo(binary(BinaryOperator.BIT_AND,
					binary(BinaryOperator.ADD,
							new Expression.Unary(Expression.UnaryOperator.NEGATE,
									binary(BinaryOperator.MULTIPLY, column("a"), column("b"))),
							column("c")),
					column("d")));
		assertThat(condition("a = 1 or b = 2 and not c = 3"))
			.isEqualTo(binary(BinaryOperator.OR, equal("a", 1), binary(BinaryOperator.AND, equal("b", 2),
					new Expression.Unary(Expression.UnaryOperator.NOT, equal("c", 3)))));
		assertThat(condition("a between 1 and 2 and b = 3")).isEqualTo(binary(BinaryOperator.AND,
				new Expression.Between(column("a"), Literal.IntegerLiteral.of(1), Literal.IntegerLiteral.of(2), false),
				equal("b", 3)));
	}

	@Test
	void foldsSignsIntoNumbers() {
		assertThat(expression("-5")).isEqualTo(Literal.IntegerLiteral.of(-5));
		assertThat(expression("-9223372036854775808")).isEqualTo(Literal.IntegerLiteral.of(Long.MIN_VALUE));
		assertThat(expression("18446744073709551615")).isEqualTo(new Literal.IntegerLiteral(-1, true));
		assertThat(expression("-1.5")).isEqualTo(new Literal.FloatLiteral(-1.5, "-1.5"));
		assertThat(expression("1h")).isEqualTo(new Literal.DurationLiteral(new Duration(1, Duration.Unit.HOUR)));
	}

	@Test
	void resolvesEscapes() {
		assertThat(expression("'it''s \\t\\n\\q\\%\\_ \\\\'"))
			.isEqualTo(new Literal.StringLiteral("it's \t\nq\\%\\_ \\"));
		assertThat(expression("\"a\"\"b\"")).isEqualTo(new Literal.StringLiteral("a\"b"));
	}

	@Test
	void runsTheFirstStatementOnly() {
		assertThat(labels("select 1; select 2, 3")).containsExactly("1");
		assertThat(labels("-- a comment\nselect /* another */ 1")).containsExactly("1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"select abs(v > 1) from t|syntax error near \"> 1) from t\"",
			"select (v > 1) + 1 from t|syntax error near \"+ 1 from t\"",
			"select v from t where status and v > 0|syntax error near \"and v > 0\"",
			"select v from t where v > 1 > 0|syntax error near \"> 0\"",
			"select * from t where v in (1+1)|syntax error near \"+1)\"", "select * from (t)|syntax error near \")\"",
			"(select v from t) limit 1|syntax error near \"limit 1\"",
			"select value from t|syntax error near \"value from t\"", ";|syntax error near \";\"",
			"select 1 from;|syntax error near \";\"", "select 0x1F|syntax error near \"0x1f\"",
			"select 1.2.3.4|syntax error near \"1.2.3.4\"", "select #x|unrecognized token: \"#x\"",
			"select 'abc|unrecognized token: \"'abc\"", "create database gr3 keep '10d'|syntax error near \"'10d'\"" })
	void pointsAtTheTokenThatTdenginePointsAt(String sql, String message) {
		assertThatExceptionOfType(SqlException.class).isThrownBy(() -> SqlParser.parse(sql))
			.withMessage(message)
			.matches((ex) -> ex.code() == 0x2600);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "select", "select 1 a,", "create table", "show xyz", "insert into t" })
	void saysThatStatementsAreIncomplete(String sql) {
		assertThatExceptionOfType(SqlException.class).isThrownBy(() -> SqlParser.parse(sql))
			.withMessage("Incomplete SQL statement")
			.matches((ex) -> ex.code() == 0x2601);
	}

	@Test
	void refusesNamesThatAreTooLong() {
		String name = "y".repeat(65);
		assertThatExceptionOfType(SqlException.class).isThrownBy(() -> SqlParser.parse("select " + name + " from t"))
			.withMessage("Invalid identifier name: " + name + " from t")
			.matches((ex) -> ex.code() == 0x2617);
		assertThat(SqlParser.parse("select 1 from " + "y".repeat(192))).isInstanceOf(Query.Select.class);
	}

	@Test
	void cutsErrorsToWhatAClientSees() {
		assertThatExceptionOfType(SqlException.class).isThrownBy(() -> SqlParser.parse("selec " + "x".repeat(1000)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSize(511));
	}

	@Test
	void readsJoinsOfAllKinds() {
		Query.Select select = (Query.Select) SqlParser
			.parse("select * from a left window join b on a.g = b.g window_offset(-1s, 2m) jlimit 5");
		assertThat(select.from()).isInstanceOfSatisfying(TableReference.Join.class, (join) -> {
			assertThat(join.side()).isEqualTo(TableReference.JoinSide.LEFT);
			assertThat(join.kind()).isEqualTo(TableReference.JoinKind.WINDOW);
			assertThat(join.windowStart()).isEqualTo(new Duration(-1, Duration.Unit.SECOND));
			assertThat(join.limit()).isEqualTo(5);
		});
	}

	@Test
	void keepsUnionsFromLeftToRight() {
		Query.Union union = (Query.Union) SqlParser
			.parse("select 1 union select 2 union all select 3 order by 1 limit 2, 3");
		assertThat(union.all()).isTrue();
		assertThat(union.left()).isInstanceOfSatisfying(Query.Union.class, (left) -> assertThat(left.all()).isFalse());
		assertThat(union.limit()).isEqualTo(new Query.Limit(3, 2));
		assertThat(union.orderBy()).hasSize(1);
	}

	@Test
	void hidesPasswords() {
		assertThat(SqlParser.parse("create user u pass 'Secret1!'").toString()).doesNotContain("Secret1!");
		assertThat(SqlParser.parse("alter user u pass 'Secret1!'").toString()).doesNotContain("Secret1!");
	}

	private static List<String> labels(String sql) {
		return ((Query.Select) SqlParser.parse(sql)).items()
			.stream()
			.map((item) -> ((SelectItem.Value) item).label())
			.toList();
	}

	private static Expression expression(String text) {
		return ((SelectItem.Value) ((Query.Select) SqlParser.parse("select " + text + " from t")).items().get(0))
			.expression();
	}

	private static Expression condition(String text) {
		return ((Query.Select) SqlParser.parse("select * from t where " + text)).where();
	}

	private static Expression binary(BinaryOperator operator, Expression left, Expression right) {
		return new Expression.Binary(operator, left, right);
	}

	private static Expression equal(String name, long value) {
		return binary(BinaryOperator.EQUAL, column(name), Literal.IntegerLiteral.of(value));
	}

	private static Expression column(String name) {
		return new Expression.ColumnReference(null, name);
	}

}
