package io.github.taosspring.client.internal.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosLimits;
import io.github.taosspring.client.TaosRestOptions;
import io.github.taosspring.client.schemaless.SchemalessPrecision;
import io.github.taosspring.client.schemaless.SchemalessProtocol;
import io.github.taosspring.client.spi.ConnectRequest;
import io.github.taosspring.client.spi.InsertRequest;

/**
 * Makes the requests of one connection: {@code POST /rest/sql[/db]} with the statement as
 * body ({@code controller/rest/restful.go} and {@code middleware.go} of taosAdapter), and
 * those of schemaless writing.
 */
final class RestRequests {

	private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

	private final String server;

	private final String root;

	private final String zone;

	private final String app;

	private final String authorization;

	RestRequests(ConnectRequest request) {
		TaosClientOptions options = request.options();
		this.server = (options.tls() ? "https://" : "http://") + request.endpoint();
		this.root = this.server + "/rest/sql";
		this.zone = request.zone();
		this.app = "&app=" + encode(options.appName())
				+ ((options.token() != null) ? "&token=" + encode(options.token()) : "");
		this.authorization = (options.bearerToken() != null) ? "Bearer " + options.bearerToken()
				: basic(options.user(), options.password());
	}

	/**
	 * Return what the adapter takes apart at the first colon.
	 */
	private static String basic(String user, String password) {
		if (user.indexOf(':') >= 0) {
			throw TaosErrors.unsupported("REST cannot send a user with ':'; use taos+ws://");
		}
		if (password.isEmpty()) {
			throw TaosErrors.unsupported("REST cannot send an empty password; use taos+ws://");
		}
		byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(login);
	}

	/**
	 * Make a request.
	 * @param database the current database, which the adapter sets before the statement
	 * @param reqId 64 bits, which this interface reads as a signed number
	 */
	HttpRequest sql(String sql, @Nullable String database, long reqId) {
		return request(sql, database, this.zone, reqId, "").POST(HttpRequest.BodyPublishers.ofString(sql)).build();
	}

	/**
	 * Make a request with a zone of its own.
	 */
	HttpRequest sql(String sql, @Nullable String database, String ownZone, long reqId, TaosRestOptions options) {
		HttpRequest.Builder request = request(sql, database, ownZone, reqId, options.isTiming() ? "&timing=true" : "");
		if (options.isCompressed()) {
			return request.header("Content-Encoding", "gzip")
				.POST(HttpRequest.BodyPublishers.ofByteArray(pack(sql)))
				.build();
		}
		return request.POST(HttpRequest.BodyPublishers.ofString(sql)).build();
	}

	private HttpRequest.Builder request(String sql, @Nullable String database, String ownZone, long reqId,
			String more) {
		if (sql.isEmpty()) {
			throw TaosErrors.misuse("The SQL text is empty");
		}
		String path = (database != null) ? this.root + "/" + encode(database) : this.root;
		String parameters = "?conn_tz=" + encode(ownZone) + this.app + "&req_id=" + reqId + more;
		return HttpRequest.newBuilder(URI.create(path + parameters))
			.header("Authorization", this.authorization)
			.header("Accept-Encoding", "gzip")
			.header("Content-Type", "text/plain; charset=utf-8");
	}

	/**
	 * Make the request of a schemaless write ({@code plugin/influxdb/plugin.go} and
	 * {@code plugin/opentsdb/plugin.go} of taosAdapter).
	 */
	HttpRequest insert(InsertRequest request) {
		String database = encode(quoted(request.database()));
		StringBuilder uri = new StringBuilder(this.server);
		switch (request.protocol()) {
			case LINE -> uri.append("/influxdb/v1/write?db=").append(database);
			case TELNET -> uri.append("/opentsdb/v1/put/telnet/").append(database).append('?');
			case JSON -> uri.append("/opentsdb/v1/put/json/").append(database).append('?');
		}
		if (request.precision() != SchemalessPrecision.NOT_CONFIGURED) {
			if (request.protocol() != SchemalessProtocol.LINE) {
				throw TaosErrors.unsupported("Over REST the " + request.protocol().title()
						+ " has no precision: the server tells seconds from milliseconds by the digits");
			}
			uri.append("&precision=").append(request.precision().wireName());
		}
		if (request.ttl() != 0) {
			uri.append("&ttl=").append(request.ttl());
		}
		if (!request.tableNameKey().isEmpty()) {
			uri.append("&table_name_key=").append(encode(request.tableNameKey()));
		}
		uri.append(this.app).append("&req_id=").append(Long.toUnsignedString(request.reqId()));
		return HttpRequest.newBuilder(URI.create(uri.toString().replace("?&", "?")))
			.header("Authorization", this.authorization)
			.header("Content-Type", "text/plain; charset=utf-8")
			// a copy: the lines may change when the deadline has passed
			.POST(HttpRequest.BodyPublishers.ofByteArray(request.copyOfLines()))
			.build();
	}

	/**
	 * Return a name that keeps its case: the adapter puts it into a {@code USE} statement
	 * as it is.
	 */
	private static String quoted(String database) {
		return PLAIN_NAME.matcher(database).matches() ? database : "`" + TaosLimits.checkDatabaseName(database) + "`";
	}

	private static byte[] pack(String sql) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(sql.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
