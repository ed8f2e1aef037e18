package io.github.taosspring.embedded.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import io.github.taosspring.embedded.EmbeddedTaosServer;
import org.jspecify.annotations.Nullable;

/**
 * A plain HTTP client of the server's REST interface.
 */
final class RestCaller {

	static final String ROOT = "Basic cm9vdDp0YW9zZGF0YQ==";

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final EmbeddedTaosServer server;

	RestCaller(EmbeddedTaosServer server) {
		this.server = server;
	}

	HttpResponse<byte[]> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(),
					HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.server.httpUrl() + path));
	}

	/**
	 * Run a statement and return the reply's body.
	 */
	String body(String sql, @Nullable String database) {
		String path = "/rest/sql" + ((database != null && !database.isEmpty()) ? "/" + database : "");
		HttpRequest.Builder request = request(path).header("Authorization", ROOT)
			.POST(HttpRequest.BodyPublishers.ofString(sql));
		return new String(send(request).body(), java.nio.charset.StandardCharsets.UTF_8);
	}

	Map<String, @Nullable Object> run(String sql, @Nullable String database) {
		return JsonTree.parseObject(body(sql, database));
	}

	Map<String, @Nullable Object> run(String sql) {
		return run(sql, null);
	}

}
