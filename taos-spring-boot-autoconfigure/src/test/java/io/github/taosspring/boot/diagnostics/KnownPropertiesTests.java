package io.github.taosspring.boot.diagnostics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownProperties}.
 */
class KnownPropertiesTests {

	private final KnownProperties known = KnownProperties.load();

	@Test
	void knowsWhatTheMetadataKnows() throws IOException {
		String json = new FileSystemResource("target/classes/META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		List<String> names = JsonPath.read(json, "$.properties[*].name");
		assertThat(this.known.names())
			.containsExactlyInAnyOrderElementsOf(names.stream().filter((name) -> name.startsWith("taos.")).toList());
	}

	@ParameterizedTest
	@CsvSource({ "taos.ulr, taos.url", "taos.user, taos.username", "taos.user-name, taos.username",
			"taos.pasword, taos.password", "taos.timezone, taos.time-zone",
			"taos.embeded.enabled, taos.embedded.enabled", "taos.embedded.enable, taos.embedded.enabled",
			"taos.data-source.enabled, taos.datasource.enabled", "taos.failfast, taos.fail-fast",
			"taos.conection-timeout, taos.connect-timeout" })
	void findsWhatWasMeant(String mistyped, String meant) {
		assertThat(this.known.nearest(mistyped)).isEqualTo(meant);
	}

	@Test
	void findsNothingForWhatIsLikeNothing() {
		assertThat(this.known.nearest("taos.frobnicate.everything")).isNull();
	}

}
