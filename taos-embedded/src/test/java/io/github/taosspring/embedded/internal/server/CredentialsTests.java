package io.github.taosspring.embedded.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CredentialsTests {

	private static final String RECORDED = "/KfeAzX/f9na8qdtNZmtONryp201ma04bEl8LcvLUd7a8qdtNZmtONryp201ma04";

	@Test
	void tokenIsTheOneThatARealServerGave() throws HttpFailure {
		assertThat(new Credentials("root", "taosdata").token()).isEqualTo(RECORDED);
		assertThat(Credentials.fromHeader("Taosd " + RECORDED)).isEqualTo(new Credentials("root", "taosdata"));
	}

	@Test
	void tokenHoldsLongPasswords() throws HttpFailure {
		Credentials credentials = new Credentials("a-user-of-24-characters!", "pässword of more than 24 bytes:");
		assertThat(Credentials.fromHeader("Taosd " + credentials.token())).isEqualTo(credentials);
	}

	@Test
	void basicSplitsAtTheFirstColon() throws HttpFailure {
		String header = "Basic " + Base64.getEncoder().encodeToString("u:p:q".getBytes(StandardCharsets.UTF_8));
		assertThat(Credentials.fromHeader(header)).isEqualTo(new Credentials("u", "p:q"));
	}

	@Test
	void refusesWhatIsNoLogin() {
		assertRefused(null, 0x1105);
		assertRefused("", 0x1105);
		assertRefused("basic cm9vdDp0YW9zZGF0YQ==", 0x1122);
		assertRefused("Bearer x", 0x1122);
		assertRefused("Basic !!!", 0x1124);
		assertRefused("Basic cm9vdDo=", 0x1124);
		assertRefused("Taosd abc", 0x1125);
	}

	@Test
	void hidesThePassword() {
		assertThat(new Credentials("root", "secret")).asString().doesNotContain("secret");
	}

	private static void assertRefused(String header, int code) {
		assertThatExceptionOfType(HttpFailure.class).isThrownBy(() -> Credentials.fromHeader(header))
			.satisfies((failure) -> {
				assertThat(failure.status()).isEqualTo(401);
				assertThat(failure.code()).isEqualTo(code);
			});
	}

}
