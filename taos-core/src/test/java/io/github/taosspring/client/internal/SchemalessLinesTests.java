package io.github.taosspring.client.internal;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.wire.LineBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link SchemalessLines}.
 */
class SchemalessLinesTests {

	private static final String[] PARTS = { "a", "put ", "put", " ", "\n", "\n", "\r", "\t", "?", "=", "ü", "日本", "😀",
			"\u00a0", "\u2003", "\u3000", "\u001c", "\u0085", "\u007f", "v=1 " };

	private static List<String> lines(SchemalessProtocol protocol, String payload) {
		SchemalessLines lines = SchemalessLines.of(protocol, SchemalessPrecision.NOT_CONFIGURED, payload);
		LineBuffer buffer = lines.buffer();
		for (int i = 0; i < lines.count(); i++) {
			assertThat(buffer.start(i)).isEqualTo((i > 0) ? buffer.end(i - 1) : 0);
			assertThat(buffer.bytes()[buffer.end(i) - 1]).isEqualTo((byte) '\n');
		}
		return lines.from(0);
	}

	private static List<String> oneByOne(SchemalessProtocol protocol, String payload) {
		return SchemalessLines
			.of(protocol, SchemalessPrecision.NOT_CONFIGURED, List.of(payload.split("\n", Integer.MAX_VALUE)))
			.from(0);
	}

	@Test
	void blankLinesAndBlanksAroundLinesAreLeftOut() {
		assertThat(lines(SchemalessProtocol.LINE, "")).isEmpty();
		assertThat(lines(SchemalessProtocol.LINE, "\n \n\t\r\n")).isEmpty();
		assertThat(lines(SchemalessProtocol.LINE, " a v=1 1\r\n\n\u3000b v=2 2\u2003")).containsExactly("a v=1 1",
				"b v=2 2");
		assertThat(lines(SchemalessProtocol.TELNET, "put  put 1 2 a=b\nput\n put x 1 2 a=b"))
			.containsExactly("put 1 2 a=b", "put", "x 1 2 a=b");
		assertThat(lines(SchemalessProtocol.LINE, "put v=1 1")).containsExactly("put v=1 1");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void aPayloadIsSplitAsIfEachLineCameByItself(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 3000; round++) {
			StringBuilder payload = new StringBuilder();
			for (int i = random.nextInt(30); i > 0; i--) {
				payload.append(PARTS[random.nextInt(PARTS.length)]);
			}
			for (SchemalessProtocol protocol : List.of(SchemalessProtocol.LINE, SchemalessProtocol.TELNET)) {
				assertThat(lines(protocol, payload.toString())).as("%s of %s", protocol, payload)
					.isEqualTo(oneByOne(protocol, payload.toString()));
			}
		}
	}

	@Test
	void anUnpairedSurrogateIsRefused() {
		for (String wrong : List.of("a\ud83d v=1", "\ude00", "a \ud83d", "\ud83d\ud83d\ude00")) {
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> lines(SchemalessProtocol.LINE, "m v=1 1\n" + wrong))
				.withMessageContaining("unpaired surrogate");
		}
		assertThat(lines(SchemalessProtocol.LINE, "what? 😀 ?")).containsExactly("what? 😀 ?");
	}

}
