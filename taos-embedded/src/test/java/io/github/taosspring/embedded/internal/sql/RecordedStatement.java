package io.github.taosspring.embedded.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A statement that was sent to a real server and how it answered.
 *
 * @param sql the statement
 * @param code the code, 0 for success
 * @param message the text of the error, empty for success
 */
public record RecordedStatement(String sql, int code, String message) {

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Read a file of statements.
	 * @param resource the file on the class path
	 * @return the statements in order
	 */
	public static List<RecordedStatement> read(String resource) {
		List<RecordedStatement> statements = new ArrayList<>();
		try (InputStream stream = RecordedStatement.class.getResourceAsStream(resource)) {
			for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				statements.add(parse(line));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return statements;
	}

	private static RecordedStatement parse(String line) {
		String sql = "";
		String message = "";
		int code = 0;
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				switch (name) {
					case "sql" -> sql = parser.getString();
					case "desc" -> message = parser.getString();
					case "code" -> code = parser.getIntValue();
					default -> parser.skipChildren();
				}
			}
		}
		return new RecordedStatement(sql, code, message);
	}

}
