package io.github.taosspring.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TaosClientOptions}, {@link TaosProperty} and the URL parser.
 */
class TaosClientOptionsTests {

	@Test
	void theDefaultsAreAFreshInstallationOnThisHost() {
		TaosClientOptions options = TaosClientOptions.DEFAULTS;
		assertThat(options.protocol()).isEqualTo(TaosProtocol.WEBSOCKET);
		assertThat(options.endpoints()).containsExactly(new TaosEndpoint("localhost", 6041));
		assertThat(options.tls()).isFalse();
		assertThat(options.user()).isEqualTo("root");
		assertThat(options.password()).isEqualTo("taosdata");
		assertThat(options.database()).isNull();
		assertThat(options.timeZone()).isEqualTo(ZoneId.systemDefault());
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(60));
		assertThat(options.operationListener()).isSameAs(TaosOperationListener.NONE);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			taos+ws://,              WEBSOCKET, false, 6041
			taos+wss://,             WEBSOCKET, true,  6041
			taos+http://,            REST,      false, 6041
			taos+https://,           REST,      true,  6041
			taos+native://,          NATIVE,    false, 6030
			ws://,                   WEBSOCKET, false, 6041
			wss://,                  WEBSOCKET, true,  6041
			taosws://,               WEBSOCKET, false, 6041
			http://,                 REST,      false, 6041
			https://,                REST,      true,  6041
			taos://,                 NATIVE,    false, 6030
			TAOS+WS://,              WEBSOCKET, false, 6041
			jdbc:taos:ws://,         WEBSOCKET, false, 6041
			jdbc:taos:wss://,        WEBSOCKET, true,  6041
			jdbc:taos:http://,       REST,      false, 6041
			jdbc:taos:https://,      REST,      true,  6041
			jdbc:taos:native://,     NATIVE,    false, 6030
			jdbc:TAOS-WS://,         WEBSOCKET, false, 6041
			jdbc:TAOS-RS://,         REST,      false, 6041
			jdbc:TAOS-RS://?batchfetch=true, WEBSOCKET, false, 6041
			jdbc:TAOS://,            NATIVE,    false, 6030
			jdbc:TAOS-WS://?useSSL=true, WEBSOCKET, true, 6041
			""")
	void theSchemeSaysTheProtocol(String url, TaosProtocol protocol, boolean tls, int port) {
		TaosClientOptions options = TaosClientOptions.fromUrl(url);
		assertThat(options.protocol()).isEqualTo(protocol);
		assertThat(options.tls()).isEqualTo(tls);
		assertThat(options.endpoints()).containsExactly(new TaosEndpoint("localhost", port));
	}

	@Test
	void aWholeUrlIsRead() {
		TaosClientOptions options = TaosClientOptions.fromUrl(
				"taos+ws://alice:s%40c%3Are%2Ft%25@h1:6041,h2,[::1]:7000/Power?timeZone=Asia%2FShanghai&connectTimeout=2500"
						+ "&request-timeout=5s&app_name=meter&compression=false");
		assertThat(options.user()).isEqualTo("alice");
		assertThat(options.password()).isEqualTo("s@c:re/t%");
		assertThat(options.endpoints()).containsExactly(new TaosEndpoint("h1", 6041), new TaosEndpoint("h2", 6041),
				new TaosEndpoint("::1", 7000));
		assertThat(options.database()).isEqualTo("Power");
		assertThat(options.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(2500));
		assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(options.appName()).isEqualTo("meter");
	}

	@Test
	void theVendorsParametersAreRead() {
		TaosClientOptions options = TaosClientOptions
			.fromUrl("jdbc:TAOS-WS://td1:6041,td2:6042/power?user=root&password=p%26w@x&timezone=UTC"
					+ "&httpConnectTimeout=60000&messageWaitTimeout=30000&batchfetch=true");
		assertThat(options.endpoints()).containsExactly(new TaosEndpoint("td1", 6041), new TaosEndpoint("td2", 6042));
		assertThat(options.password()).isEqualTo("p&w@x");
		assertThat(options.timeZone()).isEqualTo(ZoneId.of("UTC"));
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofMinutes(1));
		assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(TaosClientOptions.fromUrl("jdbc:TAOS-RS://h/?dbname=d&user=u&password=").database()).isEqualTo("d");
	}

	@Test
	void aPlusInAPasswordStaysAPlus() {
		assertThat(TaosClientOptions.fromUrl("ws://root:a+b@h").password()).isEqualTo("a+b");
	}

	@Test
	void anUnencodedAtSignInAPasswordIsUnderstood() {
		TaosClientOptions options = TaosClientOptions.fromUrl("ws://root:p@ss@h:1");
		assertThat(options.password()).isEqualTo("p@ss");
		assertThat(options.endpoints()).containsExactly(new TaosEndpoint("h", 1));
	}

	@Test
	void propertiesWinOverTheUrl() {
		TaosClientOptions options = TaosClientOptions.fromUrl("ws://root:a@h/db",
				Map.of("user", "bob", "PASSWORD", "b", "requestTimeout", "PT1S"));
		assertThat(options.user()).isEqualTo("bob");
		assertThat(options.password()).isEqualTo("b");
		assertThat(options.requestTimeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(options.database()).isEqualTo("db");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			localhost:6041                     | scheme
			mysql://localhost                  | taos+ws
			ws://h:0                           | between 1 and 65535
			ws://h:65536                       | between 1 and 65535
			ws://h:abc                         | between 1 and 65535
			ws://h1,,h2                        | Host 2
			ws://::1:6041                      | brackets
			ws://[::1                          | brackets
			ws://h/a/b                         | one database
			ws://h/db?zimeZone=UTC             | did you mean 'timeZone'
			ws://h/db?usr=x                    | did you mean 'user'
			ws://h/db?conectTimeout=1          | did you mean 'connectTimeout'
			ws://h/db?wholly-different-thing=1 | known are user, password
			ws://h/db?timeZone                 | no value
			ws://h/db?timeZone=Nowhere/City    | 'timeZone' is not a time zone
			ws://h/db?connectTimeout=soon      | 'connectTimeout' is not a duration
			ws://h/db?connectTimeout=0         | 'connectTimeout' must be between
			ws://h/db?tls=yes                  | 'tls' must be true or false
			ws://h/db?timeZone=UTC&timezone=UTC| stands twice
			ws://u@h/db?user=x                 | stands twice
			ws://h/db?user=                    | 'user' must not be empty
			ws://h/%zz                         | percent-encoded
			ws://h/%4                          | percent-encoded
			ws://h/%ff                         | percent-encoded
			native+ws://h                      | scheme
			""")
	void aWrongUrlIsRefusedWithWhatToDo(String url, String message) {
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> TaosClientOptions.fromUrl(url))
			.withMessageContaining(message);
	}

	@Test
	void compressionIsRefusedByName() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosClientOptions.fromUrl("ws://h?enableCompression=true"))
			.withMessageContaining("Compression")
			.matches((ex) -> ex.sqlState().equals("0A000"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "taos+native://h", "taos://h", "jdbc:TAOS://h" })
	void aProtocolThatComesLaterIsRefusedByNameWhenAClientIsMade(String url) {
		TaosClientOptions options = TaosClientOptions.fromUrl(url);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> TaosClient.create(options))
			.withMessageContaining(options.protocol().scheme(false))
			.withMessageContaining("not supported yet");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://root:hunter2@h:abc", "ws://root:hunter2/x@h", "ws://root:hunter2?x@h",
			"ws://root:hunter2?a=b@h:6041/db", "ws://root:x/hunter2@h:6041/db", "ws://root:x%hunter2@h",
			"ws://root:1?hunter2=1@h/db", "ws://root:1?timeZone=hunter2@h/db", "ws://h:1/hunter2/x@y",
			"hunter2://root:a@b", "ws://root:[hunter2@[::1", "ws://h?password=%hunter2",
			"ws://h/?password=hunter2&password=1", "ws://h?connectTimeout=hunter2" })
	void noErrorRepeatsAPasswordHoweverItIsMistyped(String url) {
		Throwable error = catchThrowable(() -> TaosClientOptions.fromUrl(url));
		assertThat(error).isInstanceOf(TaosInterfaceException.class);
		StringWriter trace = new StringWriter();
		error.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("hunter2");
	}

	@Test
	void theTextOfOptionsIsAUrlWithoutThePassword() {
		TaosClientOptions options = TaosClientOptions.fromUrl("wss://bob%40x:hunter2@h1:1,[::1]:2/d b?timeZone=UTC");
		assertThat(options).hasToString("taos+wss://bob%40x@h1:1,[::1]:2/d%20b?timeZone=UTC");
		TaosClientOptions again = TaosClientOptions.fromUrl(options.toString());
		assertThat(again.user()).isEqualTo("bob@x");
		assertThat(again.endpoints()).isEqualTo(options.endpoints());
		assertThat(again.database()).isEqualTo("d b");
	}

	@Test
	void aCopyKeepsAllAndChangesOne() {
		TaosClientOptions options = TaosClientOptions
			.fromUrl("wss://bob:pw@h1:1/db?timeZone=UTC&connectTimeout=1s&requestTimeout=2s&appName=a");
		TaosClientOptions copy = options.toBuilder().database(null).build();
		assertThat(copy.database()).isNull();
		assertThat(options.database()).isEqualTo("db");
		assertThat(copy).usingRecursiveComparison().ignoringFields("database").isEqualTo(options);
	}

	@Test
	void theBuilderChecksEachValue() {
		TaosClientOptions.Builder builder = TaosClientOptions.builder();
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.endpoints(List.of()));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.endpoint("", 1));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.endpoint("h", 70000));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.user(" "));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.database("x`y"));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> builder.database("x".repeat(65)))
			.withMessageContaining("64");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> builder.requestTimeout(Duration.ofSeconds(-1)));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosClientOptions.builder().protocol(TaosProtocol.NATIVE).tls(true).build());
	}

	@Test
	void everyPropertyHasADescriptionAndReadsItsDefault() {
		for (TaosProperty property : TaosProperty.values()) {
			assertThat(property.description()).endsWith(".");
			assertThat(TaosProperty.find(property.key())).isEqualTo(property);
			property.aliases().forEach((alias) -> assertThat(TaosProperty.find(alias)).isEqualTo(property));
			if (property.defaultValue() != null) {
				TaosClientOptions options = TaosClientOptions.fromUrl("ws://",
						Map.of(property.key(), property.defaultValue()));
				assertThat(options).usingRecursiveComparison().isEqualTo(TaosClientOptions.DEFAULTS);
			}
		}
		assertThat(TaosProperty.values()).filteredOn(TaosProperty::isSecret)
			.isNotEmpty()
			.containsExactlyElementsOf(Arrays.stream(TaosProperty.values())
				.filter((property) -> property.key().matches("(?i).*(password|token|totp).*"))
				.toList());
	}

	@Test
	void bothPrefixesTogetherAreToldByName() {
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> TaosClientOptions.fromUrl("jdbc:taos+ws://root:hunter2@h"))
			.withMessageContaining("write jdbc:taos:ws:// instead of jdbc:taos+ws://")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2"));
	}

	@Test
	void aTokenUnderTlsMakes443TheDefaultPort() {
		assertThat(TaosClientOptions.fromUrl("wss://gw.cloud.taosdata.com?token=abc").endpoints())
			.containsExactly(new TaosEndpoint("gw.cloud.taosdata.com", 443));
		assertThat(TaosClientOptions.fromUrl("https://gw1,gw2:8443/db?token=abc").endpoints())
			.containsExactly(new TaosEndpoint("gw1", 443), new TaosEndpoint("gw2", 8443));
		assertThat(TaosClientOptions.fromUrl("ws://gw?token=abc").endpoints())
			.containsExactly(new TaosEndpoint("gw", 6041));
		assertThat(TaosClientOptions.fromUrl("wss://gw?bearerToken=abc").endpoints())
			.containsExactly(new TaosEndpoint("gw", 6041));
		assertThat(TaosClientOptions.fromUrl("wss://gw").toBuilder().token("abc").build().toBuilder().build())
			.hasToString("taos+wss://root@gw:443");
		assertThat(TaosClientOptions.fromUrl("jdbc:TAOS-RS://gw?useSSL=true&token=abc").endpoints())
			.containsExactly(new TaosEndpoint("gw", 443));
	}

	@Test
	void tokensAndCodesStandInNoText() {
		TaosClientOptions options = TaosClientOptions.fromUrl("wss://gw?bearer_token=s3cret");
		assertThat(options.bearerToken()).isEqualTo("s3cret");
		assertThat(options.toString()).doesNotContain("s3cret");
		options = TaosClientOptions.fromUrl("wss://gw?token=s3cret&totpCode=s3cret2");
		assertThat(options.token()).isEqualTo("s3cret");
		assertThat(options.totpCode()).isEqualTo("s3cret2");
		assertThat(options.toString()).doesNotContain("s3cret");
		for (String key : List.of("token", "bearerToken", "totpCode")) {
			assertThat(TaosProperty.find(key)).matches(TaosProperty::isSecret);
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> TaosClientOptions.fromUrl("wss://gw?" + key + "=s3cret%0Ax"))
				.withMessageContaining(key)
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret"));
		}
	}

	@Test
	void tokensAndCodesThatDoNotGoTogetherAreRefused() {
		for (String url : List.of("wss://gw?token=a&bearerToken=b", "ws://gw?bearerToken=a&totpCode=b",
				"http://gw?totpCode=a", "taos://gw?token=a")) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> TaosClientOptions.fromUrl(url))
				.withMessageMatching(".*'(token|totpCode)'.*");
		}
	}

}
