package io.github.taosspring.embedded.internal.file;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.schemaless.SchemalessRequest;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Statements of all kinds that change something, from a seed.
 */
final class RandomStatements {

	private static final String TYPES = "v int, b bool, ti tinyint, tu tinyint unsigned, si smallint, "
			+ "su smallint unsigned, iu int unsigned, bi bigint, bu bigint unsigned, f float, d double, "
			+ "vc varchar(40), nc nchar(20), vb varbinary(20), de decimal(10, 3), dd decimal(30, 5), "
			+ "t2 timestamp, g geometry(100)";

	private final Random random;

	private final EngineSession session;

	private int applied;

	private int refused;

	RandomStatements(Engine engine, long seed) {
		this.random = new Random(seed);
		this.session = engine.openSession("root", "taosdata");
	}

	/** Return how many statements changed something. */
	int applied() {
		return this.applied;
	}

	int refused() {
		return this.refused;
	}

	void start() {
		run("create database d0 vgroups 3 keep 36500 precision 'us'");
		run("create stable d0.s0 (ts timestamp, " + TYPES + ") tags (t int, u varchar(20), w nchar(10))");
		run("create stable d0.s1 (ts timestamp, k varchar(10) primary key, v int) tags (j json)");
		run("create table d0.n0 (ts timestamp, " + TYPES + ")");
		run("create database d1 keep 36500 precision 'us' vgroups 2");
		run("create stable d1.s0 (ts timestamp, " + TYPES + ") tags (t int, u varchar(20), w nchar(10))");
	}

	/**
	 * Run a statement, which may be refused.
	 */
	void next() {
		int kind = this.random.nextInt(100);
		String database = "d" + this.random.nextInt(2);
		if (kind < 40) {
			insert(database);
		}
		else if (kind < 50) {
			insertByKey(database);
		}
		else if (kind < 58) {
			schemaless(database);
		}
		else if (kind < 66) {
			run("delete from " + database + "." + table() + " where ts >= " + time() + " and ts < " + time());
		}
		else if (kind < 72) {
			run("create table if not exists " + database + "." + child() + " using " + database + ".s0 (t, u, w) tags ("
					+ number() + ", " + text() + ", null) " + database + "." + child() + " using " + database
					+ ".s0 (t, u, w) tags (1, null, " + text() + ") ttl 3");
		}
		else if (kind < 84) {
			alter(database);
		}
		else if (kind < 88) {
			drop(database);
		}
		else if (kind < 91) {
			insertSelect(database);
		}
		else {
			catalog(database);
		}
	}

	private void run(String sql) {
		try {
			this.session.execute(sql, 0);
			this.applied++;
		}
		catch (SqlException ex) {
			this.refused++;
		}
	}

	private String child() {
		return "c" + this.random.nextInt(8);
	}

	private String table() {
		return this.random.nextBoolean() ? child() : this.random.nextBoolean() ? "n0" : "s0";
	}

	private long time() {
		return this.random.nextInt(60) * 1000L;
	}

	private String number() {
		return (this.random.nextInt(5) == 0) ? "null" : Integer.toString(this.random.nextInt(100));
	}

	private String text() {
		return switch (this.random.nextInt(4)) {
			case 0 -> "null";
			case 1 -> "''";
			case 2 -> "'\u00e9\u4e2d" + this.random.nextInt(100) + "'";
			default -> "'text " + this.random.nextInt(1000) + "'";
		};
	}

	private void insert(String database) {
		StringBuilder sql = new StringBuilder("insert into");
		for (int table = 1 + this.random.nextInt(3); table > 0; table--) {
			boolean normal = this.random.nextInt(4) == 0;
			sql.append(' ').append(database).append('.').append(normal ? "n0" : child());
			if (!normal) {
				sql.append(" using ")
					.append(database)
					.append(".s0 (t, u, w) tags (")
					.append(number())
					.append(",")
					.append(text());
				sql.append(",").append(text()).append(")");
			}
			if (this.random.nextBoolean()) {
				sql.append(" (ts, v, vc, f, de) values");
				for (int row = 1 + this.random.nextInt(5); row > 0; row--) {
					sql.append(" (").append(time()).append(',').append(number()).append(',').append(text());
					sql.append(',').append(number()).append(".5,").append("1.25)");
				}
			}
			else {
				sql.append(" values");
				for (int row = 1 + this.random.nextInt(5); row > 0; row--) {
					sql.append(" (").append(time()).append(',').append(row()).append(')');
				}
			}
		}
		run(sql.toString().replace("null.5", "null"));
	}

	private String row() {
		String n = number();
		return n + ",true," + n + ",255," + n + ",65535,4294967295,-9223372036854775807,18446744073709551615,1.5e10,"
				+ (this.random.nextBoolean() ? "1e-300" : "-0.0") + "," + text() + "," + text() + ",'\\x" + "0aff',"
				+ "-12.345,1234567890123456789012345.12345," + time() + "," + "'POINT(1 2)'";
	}

	private void insertByKey(String database) {
		StringBuilder sql = new StringBuilder("insert into " + database + ".k" + this.random.nextInt(3) + " using "
				+ database + ".s1 tags ('{\"a\":" + this.random.nextInt(9) + "}') values");
		for (int row = 1 + this.random.nextInt(4); row > 0; row--) {
			sql.append(" (").append(time()).append(",'k").append(this.random.nextInt(3)).append("',").append(number());
			sql.append(")");
		}
		run(sql.toString());
	}

	private void schemaless(String database) {
		String lines = "";
		for (int line = 1 + this.random.nextInt(4); line > 0; line--) {
			lines += "m" + this.random.nextInt(2) + ",host=h" + this.random.nextInt(4)
					+ (this.random.nextInt(6) == 0 ? ",extra=" + "x".repeat(1 + this.random.nextInt(30)) : "") + " f"
					+ this.random.nextInt(5) + "=" + this.random.nextInt(100) + ",s=\""
					+ "y".repeat(this.random.nextInt(40)) + "\" " + (1 + this.random.nextInt(60)) + "\n";
		}
		try {
			this.session.use(database);
			this.session.write(
					new SchemalessRequest(SchemalessRequest.LINE, "s", 0, "", lines.getBytes(StandardCharsets.UTF_8)));
			this.applied++;
		}
		catch (SqlException ex) {
			this.refused++;
		}
	}

	private void alter(String database) {
		String column = "x" + this.random.nextInt(4);
		run(switch (this.random.nextInt(10)) {
			case 0 -> "alter stable " + database + ".s0 add column " + column + " bigint";
			case 1 -> "alter stable " + database + ".s0 drop column " + column;
			case 2 -> "alter table " + database + ".n0 add column " + column + " double";
			case 3 -> "alter table " + database + ".n0 drop column " + column;
			case 4 -> "alter stable " + database + ".s0 add tag g" + column + " varchar(5)";
			case 5 -> "alter stable " + database + ".s0 drop tag g" + column;
			case 6 -> "alter stable " + database + ".s0 modify column vc varchar(" + (41 + this.applied) + ")";
			case 7 -> "alter table " + database + "." + child() + " set tag t = " + number();
			case 8 -> "alter table " + database + ".n0 comment " + "'c" + this.random.nextInt(100) + "'";
			default -> "alter table " + database + ".n0 rename column v v";
		});
	}

	private void drop(String database) {
		run(switch (this.random.nextInt(6)) {
			case 0 -> "drop stable if exists " + database + ".s1";
			case 1 -> "create stable if not exists " + database
					+ ".s1 (ts timestamp, k varchar(10) primary key, v int) tags (j json)";
			case 2 -> "drop table if exists " + database + "." + child();
			default -> "drop table if exists " + database + "." + child() + ", " + database + ".k1";
		});
	}

	private void insertSelect(String database) {
		run("insert into " + database + "." + child() + " (ts, v, vc) select ts, v, vc from " + database + ".n0");
	}

	private void catalog(String database) {
		switch (this.random.nextInt(9)) {
			case 0 -> run("create database d1 keep 36500 precision 'us' vgroups " + (1 + this.random.nextInt(4)));
			case 1 -> {
				if (this.random.nextInt(4) == 0) {
					run("drop database d1");
				}
			}
			case 2 -> run("create stable d1.s0 (ts timestamp, " + TYPES + ") tags (t int, u varchar(20), w nchar(10))");
			case 3 -> run("create table d1.n0 (ts timestamp, " + TYPES + ")");
			case 4 -> run("create user u" + this.random.nextInt(3) + " pass 'secret-" + this.random.nextInt(9) + "'");
			case 5 -> run("drop user u" + this.random.nextInt(3));
			case 6 -> run("alter user u" + this.random.nextInt(3) + " enable 0");
			case 7 -> run("alter database " + database + " wal_retention_period " + (1000 + this.random.nextInt(9)));
			default -> run("alter user u" + this.random.nextInt(3) + " pass 'secret-" + this.random.nextInt(9) + "'");
		}
	}

}
