package io.github.taosspring.client.internal.ws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosInterfaceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link JsonReply}.
 */
@Timeout(20)
class JsonReplyTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "", "[]", "{", "{\"code\":0", "{\"code\":\"0\"}", "{\"code\":2147483648}", "{\"message\":1}",
					"{\"action\":[]}", "{\"fields_names\":5}", "{\"fields_names\":{}}", "{\"fields_names\":[[\"a\"]]}",
					"{\"fields_names\":[1]}", "{\"fields_names\":[null]}", "{\"fields_types\":\"4\"}",
					"{\"fields_types\":[\"4\"]}", "{\"fields_types\":[4", "{\"id\":1e400}", "{\"req_id\":\"1\"}" })
	void refusesByNameWhatIsNoReply(String text) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> JsonReply.read(text))
			.withMessageStartingWith("Malformed reply");
	}

	@Test
	void skipsWhatItDoesNotKnowAndTakesNullForMissing() {
		JsonReply reply = JsonReply.read(
				"{\"code\":0,\"message\":null,\"fields_names\":null,\"new\":{\"a\":[1,{}]},\"id\":18446744073709551615}");
		assertThat(reply.message()).isEmpty();
		assertThat(reply.id()).isEqualTo(-1);
	}

}
