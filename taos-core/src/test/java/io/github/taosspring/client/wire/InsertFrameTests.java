package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link InsertFrame}: another reader of JSON gets what was put in.
 */
class InsertFrameTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String[] PARTS = { "a", "bc", "defghijklmnop", "\"", "\\", "\n", "\r", "\t", "\u0001",
			"\u001f", " ", "!", "[", "]", "#", "\u007f", "ü", "\u0080", "日本", "😀", "\u07ff", "\u0800" };

	private final BindFrame frame = new BindFrame();

	private JsonNode write(String text, boolean elements) {
		byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
		InsertFrame.write(this.frame, -2, 1, "ms", 7, "key \"x\"", elements, bytes, 1, bytes.length - 1);
		ByteBuffer view = this.frame.view();
		byte[] json = new byte[view.remaining()];
		view.get(json);
		return MAPPER.readTree(json);
	}

	@Test
	void hasAllArguments() {
		JsonNode request = write("m v=1 1", false);
		assertThat(request.get("action").asString()).isEqualTo("insert");
		JsonNode args = request.get("args");
		assertThat(args.get("req_id").bigIntegerValue()).isEqualTo("18446744073709551614");
		assertThat(args.get("protocol").intValue()).isOne();
		assertThat(args.get("precision").asString()).isEqualTo("ms");
		assertThat(args.get("ttl").intValue()).isEqualTo(7);
		assertThat(args.get("table_name_key").asString()).isEqualTo("key \"x\"");
		assertThat(args.get("data").asString()).isEqualTo("m v=1 1");
	}

	@Test
	void putsBracketsAroundElements() {
		assertThat(write("{\"a\":1},{\"b\":2}", true).get("args").get("data").asString())
			.isEqualTo("[{\"a\":1},{\"b\":2}]");
	}

	@Test
	void escapesEachByteAtEachPlace() {
		for (char value = 0; value < 0x100; value++) {
			for (int place = 0; place < 20; place++) {
				String text = "x".repeat(place) + value + "y".repeat(19 - place);
				assertThat(write(text, false).get("args").get("data").asString()).isEqualTo(text);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void escapesAnyText(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(1500); i > 0; i--) {
				text.append(PARTS[random.nextInt((round % 2 == 0) ? PARTS.length : 6)]);
			}
			assertThat(write(text.toString(), false).get("args").get("data").asString()).isEqualTo(text.toString());
		}
	}

}
