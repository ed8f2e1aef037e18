package io.github.taosspring.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sees to it that each line of Java in README.md stands in a test that runs.
 */
class ReadmeTests {

	@Test
	void eachLineShownIsRun() throws IOException {
		List<String> run = new ArrayList<>(source("MetersTests"));
		run.addAll(source("AlarmsTests"));
		run.addAll(source("CoreTests"));
		List<String> shown = new ArrayList<>();
		boolean java = false;
		for (String line : lines(Path.of("..", "README.md"))) {
			if (line.startsWith("```")) {
				java = line.equals("```java");
			}
			else if (java && !line.isEmpty() && !line.equals("...")) {
				shown.add(line.replace("\"taos+ws://localhost:6041\"", "server.url()")
					.replace("System.out.println(row.toMap())", "printed.add(row.toMap().toString())"));
			}
		}
		assertThat(shown).hasSizeGreaterThan(50);
		assertThat(shown).filteredOn((line) -> !run.contains(line)).isEmpty();
	}

	private static List<String> source(String name) throws IOException {
		return lines(Path.of("src/test/java", ReadmeTests.class.getPackageName().replace('.', '/'), name + ".java"));
	}

	private static List<String> lines(Path file) throws IOException {
		return Files.readAllLines(file).stream().map(String::strip).toList();
	}

}
