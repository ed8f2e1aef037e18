package io.github.taosspring.client.internal.ws;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.client.tmq.TmqMeta.Alteration;
import io.github.taosspring.client.tmq.TmqMeta.Column;
import io.github.taosspring.client.tmq.TmqMeta.Compression;
import io.github.taosspring.client.tmq.TmqMeta.TableType;
import io.github.taosspring.client.tmq.TmqMeta.TagValue;
import io.github.taosspring.client.transcript.TmqRecording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link JsonMeta} on what a real server told.
 */
class JsonMetaTests {

	private static List<TmqMeta> read(String recording) {
		List<TmqMeta> metas = new ArrayList<>();
		for (JsonNode reply : TmqRecording.named(recording).replies("fetch_json_meta")) {
			metas.addAll(TmqReply.of(reply.toString()).metas());
		}
		return metas;
	}

	private static List<TmqMeta> metas(String data) {
		return TmqReply.of("{\"code\":0,\"action\":\"fetch_json_meta\",\"req_id\":1,\"data\":" + data + "}").metas();
	}

	@Test
	void readsTheLifeOfASuperTable() {
		List<TmqMeta> metas = read("stable-topic-with-meta");
		assertThat(metas).hasSize(10);
		assertThat(metas.get(0)).isInstanceOfSatisfying(TmqMeta.CreateSuperTable.class, (created) -> {
			assertThat(created.tableName()).isEqualTo("m");
			assertThat(created.columns())
				.contains(new Column("b", TaosType.VARCHAR, 10, false, new Compression("disabled", "zstd", "medium")));
			assertThat(created.tags()).containsExactly(new Column("g", TaosType.INT, 0, false, null),
					new Column("loc", TaosType.VARCHAR, 8, false, null));
		});
		assertThat(metas.get(1)).isEqualTo(new TmqMeta.CreateChildTable("d1", "m",
				List.of(new TagValue("g", TaosType.INT, "1"), new TagValue("loc", TaosType.VARCHAR, "\"bj\""))));
		assertThat(metas.get(4)).isEqualTo(new TmqMeta.AlterTable(TableType.SUPER, "m", Alteration.ADD_COLUMN, "d",
				null, TaosType.INT, 0, List.of(), null));
		assertThat(metas.get(5)).isEqualTo(new TmqMeta.AlterTable(TableType.SUPER, "m", Alteration.WIDEN_COLUMN, "c",
				null, TaosType.NCHAR, 10, List.of(), null));
		assertThat(metas.get(6)).isEqualTo(new TmqMeta.AlterTable(TableType.CHILD, "d1", Alteration.SET_TAG, "loc",
				null, null, 0, List.of(new TagValue("loc", null, "\"sh\"")), null));
		assertThat(metas.get(7))
			.isEqualTo(new TmqMeta.Delete("delete from `d1` where `ts` >= 1704067200002 and `ts` <= 1704067200002"));
		assertThat(metas.get(9)).isEqualTo(new TmqMeta.DropTables(List.of("d4")));
	}

	@Test
	void batchesHaveTheSameChanges() {
		assertThat(read("database-topic-batch-meta")).isEqualTo(read("database-topic-with-meta"));
	}

	@Test
	void aListOfCreatedTablesIsSeveralChanges() {
		assertThat(read("database-topic-batch-meta")).filteredOn(TmqMeta.CreateChildTable.class::isInstance)
			.extracting((meta) -> ((TmqMeta.CreateChildTable) meta).tableName())
			.containsExactly("d1", "d2", "d3", "j1", "j2", "d4");
		assertThat(read("database-topic-batch-meta")).contains(new TmqMeta.CreateChildTable("j1", "sj",
				List.of(new TagValue("info", TaosType.JSON, "{\"k\":\"值\",\"n\":1}"))));
	}

	@Test
	void readsWhatWasNotRecorded() {
		assertThat(metas("{\"type\":\"drop\",\"tableType\":\"super\",\"tableName\":\"m\"}"))
			.containsExactly(new TmqMeta.DropSuperTable("m"));
		assertThat(metas("{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"d\",\"alterType\":15,\"tags\":["
				+ "{\"colName\":\"a\",\"colValue\":\"1\",\"colValueNull\":false},"
				+ "{\"colName\":\"b\",\"colValueNull\":true}]}"))
			.containsExactly(new TmqMeta.AlterTable(TableType.CHILD, "d", Alteration.SET_TAGS, null, null, null, 0,
					List.of(new TagValue("a", null, "1"), new TagValue("b", null, null)), null));
		assertThat(metas("{\"type\":\"alter\",\"tableType\":\"normal\",\"tableName\":\"t\",\"alterType\":13,"
				+ "\"colName\":\"a\",\"level\":\"high\"}"))
			.containsExactly(new TmqMeta.AlterTable(TableType.NORMAL, "t", Alteration.COMPRESSION, "a", null, null, 0,
					List.of(), new Compression(null, null, "high")));
		assertThat(metas("{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"t\",\"alterType\":3,"
				+ "\"colName\":\"a\",\"colNewName\":\"b\"}"))
			.containsExactly(new TmqMeta.AlterTable(TableType.SUPER, "t", Alteration.RENAME_TAG, "a", "b", null, 0,
					List.of(), null));
	}

	@Test
	void anUnknownChangeIsNamed() {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> metas("{\"type\":\"rename\"}"))
			.withMessageContaining("'rename'");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(
					() -> metas("{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"t\",\"alterType\":99}"))
			.withMessageContaining("'99'");
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> metas("[1]"))
			.withMessageContaining("not an object");
	}

	@Test
	void noChangeIsNoFailure() {
		assertThat(metas("null")).isEmpty();
	}

}
