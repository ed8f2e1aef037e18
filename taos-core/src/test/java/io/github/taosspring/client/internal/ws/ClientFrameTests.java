package io.github.taosspring.client.internal.ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientFrame}: another implementation reads what was put in.
 */
class ClientFrameTests {

	private static final Random RANDOM = new Random(7);

	private static Framedata read(ByteBuffer frame) throws Exception {
		assertThat(frame.arrayOffset()).isZero();
		assertThat(frame.position()).isZero();
		assertThat(frame.limit()).isEqualTo(frame.array().length);
		List<Framedata> frames = new Draft_6455().translateFrame(frame);
		assertThat(frames).hasSize(1);
		return frames.get(0);
	}

	private static byte[] toArray(ByteBuffer bytes) {
		byte[] array = new byte[bytes.remaining()];
		bytes.get(array);
		return array;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 7, 8, 9, 63, 125, 126, 127, 1000, 65535, 65536, 100_000 })
	void messagesOfAnyLengthAreRead(int size) throws Exception {
		byte[] message = new byte[size + 5];
		RANDOM.nextBytes(message);
		ByteBuffer part = ByteBuffer.wrap(message, 3, size);
		Framedata frame = read(ClientFrame.binary(part, RANDOM.nextInt()));
		assertThat(frame.getOpcode()).isEqualTo(Opcode.BINARY);
		assertThat(frame.isFin()).isTrue();
		assertThat(ByteBuffer.wrap(toArray(frame.getPayloadData()))).isEqualTo(part);
		assertThat(part.remaining()).isEqualTo(size);
	}

	@Test
	void textIsUtf8() throws Exception {
		String text = "{\"sql\":\"größer 日本 😀\"}";
		Framedata frame = read(ClientFrame.text(text, 0x8000_0001));
		assertThat(frame.getOpcode()).isEqualTo(Opcode.TEXT);
		assertThat(new String(toArray(frame.getPayloadData()), StandardCharsets.UTF_8)).isEqualTo(text);
	}

}
