package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.conformance.BindFrames;
import io.github.taosspring.embedded.internal.engine.Engine;
import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.engine.Rows;
import io.github.taosspring.embedded.internal.fault.Peer;
import io.github.taosspring.embedded.internal.fault.RequestGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.taosspring.embedded.conformance.BindFrames.UNSET;
import static io.github.taosspring.embedded.conformance.BindFrames.block;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code stmt2_bind_exec}, which servers have from 3.4.1.13 on.
 */
class BindExecTests {

	private static final long T = 1704067200000L;

	private final Engine engine = new Engine();

	private WsConnection connection;

	@BeforeEach
	void prepare() {
		this.connection = new WsConnection(
				new ServerContext(this.engine, ZoneId.of("UTC"), new ClaimedVersion("3.4.1.13"), new RequestGate(0)),
				new Peer("127.0.0.1:1", "/ws"));
		EngineSession session = this.engine.openSession("root", "taosdata");
		session.execute("create database be keep 36500", 0);
		session.execute("create stable be.st (ts timestamp, v int, s varchar(8)) tags (g int)", 0);
		call("conn", "\"user\":\"root\",\"password\":\"taosdata\",\"db\":\"be\"");
		call("stmt2_init", "");
	}

	@AfterEach
	void close() {
		this.connection.close();
		this.engine.close();
	}

	private String call(String action, String arguments) {
		return String.valueOf(this.connection
			.handle("{\"action\":\"" + action + "\",\"args\":{" + arguments + "}}", System.nanoTime())
			.text());
	}

	private String send(byte[] frame) {
		return String.valueOf(this.connection.handle(ByteBuffer.wrap(frame), System.nanoTime()).text());
	}

	private long count(String where) {
		EngineSession session = this.engine.openSession("root", "taosdata");
		try (Rows rows = (Rows) session.execute("select * from be.st where " + where, 0)) {
			ByteBuffer block = rows.next();
			return (block != null) ? block.slice().order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(8) : 0;
		}
	}

	@Test
	void writesTheRowsOfSeveralTables() {
		call("stmt2_prepare", "\"stmt_id\":1,\"sql\":\"insert into ? using st tags (?) values (?, ?, ?)\"");
		List<byte[]> fields = List.of(block(TaosType.VARCHAR, "a", "a", "b"), block(TaosType.INT, 1, 1, 2),
				block(TaosType.TIMESTAMP, T, T + 1, T), block(TaosType.INT, 1, null, 3),
				block(TaosType.VARCHAR, "x", UNSET, "z"));
		assertThat(send(BindFrames.bindExec(3, 2, fields))).contains("\"action\":\"stmt2_bind_exec\"",
				"\"stmt_id\":1,\"affected\":3}");
		assertThat(count("tbname = 'a' and g = 1")).isEqualTo(2);
		assertThat(count("tbname = 'b' and g = 2 and v = 3 and s = 'z'")).isEqualTo(1);
		assertThat(count("v is null and s is null")).isEqualTo(1);
		assertThat(send(BindFrames.bindExec(3, 3, fields))).contains("\"code\":65535", "the rows of 2 tables, not 3");
		assertThat(send(BindFrames.bindExec(3, 2, fields.subList(0, 4)))).contains("4 fields, not 5");
	}

	@Test
	void runsQueries() {
		this.engine.openSession("root", "taosdata")
			.execute("insert into be.t1 using be.st tags (1) values (" + T + ", 5, 'x')", 0);
		call("stmt2_prepare", "\"stmt_id\":1,\"sql\":\"select v from st where v > ?\"");
		assertThat(send(BindFrames.bindExec(1, 1, List.of(block(TaosType.INT, 4))))).contains("\"affected\":0}");
		assertThat(call("stmt2_result", "\"stmt_id\":1")).contains("\"fields_names\":[\"v\"]");
	}

}
