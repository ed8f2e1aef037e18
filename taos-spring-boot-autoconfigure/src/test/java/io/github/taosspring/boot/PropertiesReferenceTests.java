package io.github.taosspring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.taosspring.client.TaosProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata of the properties and for the reference page made of it. To
 * write the page anew: {@code ./mvnw -pl taos-spring-boot-autoconfigure -am test
 * -Dtest=PropertiesReferenceTests -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtaos.write-reference=true}.
 */
class PropertiesReferenceTests {

	private static final Path PAGE = Path.of("..", "docs", "properties.md");

	/** What is {@code taos.ssl.*}, as Spring Boot has it. */
	private static final Set<TaosProperty> OF_SSL = EnumSet.of(TaosProperty.TLS, TaosProperty.TRUST_STORE,
			TaosProperty.TRUST_STORE_PASSWORD, TaosProperty.KEY_STORE, TaosProperty.KEY_STORE_PASSWORD);

	private final Map<String, Map<String, Object>> properties = read();

	@Test
	void eachPropertyHasADescriptionAndAType() {
		assertThat(this.properties).isNotEmpty().allSatisfy((name, property) -> {
			assertThat(property.get("description")).as(name).asString().endsWith(".").hasSizeGreaterThan(15);
			assertThat(property.get("type")).as(name).isNotNull();
		});
	}

	@Test
	void eachPropertyOfTheConnectorHasOne() {
		for (TaosProperty property : TaosProperty.values()) {
			if (OF_SSL.contains(property)) {
				continue;
			}
			List<String> names = Stream.concat(Stream.of(property.key()), property.aliases().stream())
				.map((key) -> "taos." + dashed(key))
				.filter(this.properties::containsKey)
				.toList();
			assertThat(names).as("taos.%s", property.key()).hasSize(1);
			Map<String, Object> metadata = this.properties.get(names.get(0));
			String type = String.valueOf(metadata.get("type"));
			assertThat(type.equals("java.time.Duration")).as(names.get(0)).isEqualTo(property.isDuration());
			assertThat(type.equals("java.lang.Boolean")).as(names.get(0)).isEqualTo(property.isFlag());
			// a default here would win over the URL's value
			assertThat(metadata).as(names.get(0)).doesNotContainKey("defaultValue");
			String value = property.defaultValue();
			if (value != null && !property.isFlag() && property != TaosProperty.APP_NAME) {
				assertThat(metadata.get("description")).as(names.get(0)).asString().contains("'" + value + "'");
			}
		}
	}

	@Test
	void reference() throws IOException {
		String page = page();
		if (Boolean.getBoolean("taos.write-reference")) {
			Files.createDirectories(PAGE.getParent());
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE)).as("%s, see the comment of this class", PAGE).isEqualTo(page);
	}

	private String page() {
		StringBuilder page = new StringBuilder("""
				# Properties

				<!-- Made from the metadata of taos-spring-boot-autoconfigure by PropertiesReferenceTests. -->

				An unknown `taos.*` key in configuration files or arguments keeps the application from starting. \
				Durations take a unit: `500ms`, `10s`, `2m`.

				| Property | Type | Default | |
				|---|---|---|---|
				""");
		this.properties.forEach((name, property) -> page.append("| `")
			.append(name)
			.append("` | ")
			.append(simple(property.get("type")))
			.append(" | ")
			.append((property.get("defaultValue") != null) ? "`" + property.get("defaultValue") + "`" : "")
			.append(" | ")
			.append(property.get("description"))
			.append(" |\n"));
		return page.toString();
	}

	private static String simple(@Nullable Object type) {
		return String.valueOf(type).replaceAll("[\\w.$]+[.$]", "").replace(",", ", ");
	}

	private static String dashed(String key) {
		return Arrays.stream(key.split("(?=[A-Z])"))
			.map((word) -> word.toLowerCase(Locale.ROOT))
			.collect(Collectors.joining("-"));
	}

	private static Map<String, Map<String, Object>> read() {
		try {
			String json = new FileSystemResource("target/classes/META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8);
			List<Map<String, Object>> list = JsonPath.read(json, "$.properties");
			Map<String, Map<String, Object>> properties = new TreeMap<>();
			list.forEach((property) -> properties.put((String) property.get("name"), property));
			return properties;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The configuration processor has not run", ex);
		}
	}

}
