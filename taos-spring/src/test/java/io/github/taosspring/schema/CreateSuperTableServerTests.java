package io.github.taosspring.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.mapping.Column;
import io.github.taosspring.mapping.CompositeKey;
import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.testing.TestServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the DDL of super tables with a server.
 */
class CreateSuperTableServerTests {

	@Test
	void serverTakesColumnsAndTagsOfEachType() {
		try (TestServer server = new TestServer("taos_spring_ddl");
				TaosClient client = TaosClient.connect(server.databaseUrl())) {
			TaosTemplate taos = new TaosTemplate(client);
			for (int i = 0; i < 2; i++) {
				taos.createSuperTable(AllTypes.class);
				taos.createSuperTable(JsonTagged.class);
			}
			assertThat(describe(taos, "`AllTypes`")).containsExactly("ts TIMESTAMP 8 ", "seq INT 4 COMPOSITE KEY",
					"flag BOOL 1 ", "u16 SMALLINT UNSIGNED 2 ", "u64 BIGINT UNSIGNED 8 ", "f FLOAT 4 ", "d DOUBLE 8 ",
					"price DECIMAL(10, 2) 8 ", "text VARCHAR 255 ", "Unicode NCHAR 30 ", "bytes VARBINARY 255 ",
					"shape GEOMETRY 100 ", "blob BLOB ", "site VARCHAR 16 TAG", "floor TINYINT 1 TAG");
			assertThat(describe(taos, "json_tagged")).containsExactly("ts TIMESTAMP 8 ", "v INT 4 ",
					"info JSON 4095 TAG");
		}
	}

	private static List<String> describe(TaosTemplate taos, String table) {
		return taos.query("describe " + table, (row) -> {
			String type = String.valueOf(row.getString("type"));
			// a BLOB has a length that says nothing
			String length = type.equals("BLOB") ? "" : row.getInt("length") + " ";
			return row.getString("field") + " " + type + " " + length + row.getString("note");
		});
	}

	@SuperTable("AllTypes")
	record AllTypes(@Ts Instant ts, @CompositeKey int seq, boolean flag,
			@Column(type = TaosType.SMALLINT_UNSIGNED) int u16, @Column(type = TaosType.BIGINT_UNSIGNED) long u64,
			float f, double d, @Column(precision = 10, scale = 2) BigDecimal price, String text,
			@Column(name = "Unicode", type = TaosType.NCHAR, length = 30) String unicode, byte[] bytes,
			@Column(type = TaosType.GEOMETRY, length = 100) byte[] shape, @Column(type = TaosType.BLOB) byte[] blob,
			@Tag(length = 16) String site, @Tag byte floor) {

	}

	@SuperTable
	record JsonTagged(@Ts Instant ts, int v, @Tag Map<String, Object> info) {

	}

}
