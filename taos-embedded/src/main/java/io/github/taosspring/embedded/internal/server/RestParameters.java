package io.github.taosspring.embedded.internal.server;

import java.time.ZoneId;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in the query string of a REST request
 * ({@code controller/rest/middleware.go}, {@code controller/rest/restful.go} of
 * taosAdapter). Unknown ones are ignored.
 */
final class RestParameters {

	private final Fields fields;

	private final boolean connectionZones;

	/**
	 * Read the parameters.
	 * @param connectionZones whether there is a zone of the connection
	 */
	RestParameters(Request request, boolean connectionZones) {
		this.fields = Request.extractQueryParameters(request);
		this.connectionZones = connectionZones;
	}

	/**
	 * Return the caller's id of the request.
	 * @return the id, 0 for none
	 * @throws HttpFailure with status 400 if it is not a signed 64-bit integer
	 */
	long reqId() throws HttpFailure {
		String text = text("req_id");
		if (text.isEmpty()) {
			return 0;
		}
		if (!text.matches("[+-]?[0-9]+")) {
			throw notNumeric(text, "invalid syntax");
		}
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			throw notNumeric(text, "value out of range");
		}
	}

	private static HttpFailure notNumeric(String text, String reason) {
		return HttpFailure
			.badRequest("illegal param, req_id must be numeric strconv.ParseInt: parsing \"" + text + "\": " + reason);
	}

	/**
	 * Return whether rows are objects rather than arrays.
	 * @throws HttpFailure with status 400 if the value is not one of Go's booleans
	 */
	boolean rowWithMeta() throws HttpFailure {
		String text = text("row_with_meta");
		return switch (text) {
			case "1", "t", "T", "true", "TRUE", "True" -> true;
			case "", "0", "f", "F", "false", "FALSE", "False" -> false;
			default -> throw HttpFailure
				.badRequest("illegal param, row_with_meta must be boolean strconv.ParseBool: parsing \"" + text
						+ "\": invalid syntax");
		};
	}

	/**
	 * Return whether a successful reply tells the time it took.
	 */
	boolean timing() {
		return text("timing").equals("true");
	}

	/**
	 * Return the zone that timestamps are rendered in.
	 * @param local the zone called {@code Local}
	 * @throws HttpFailure with status 400 if there is no such zone
	 */
	ZoneId renderingZone(ZoneId local) throws HttpFailure {
		String name = this.connectionZones ? this.fields.getValue("conn_tz") : null;
		if (name == null) {
			name = text("tz");
		}
		return RestZone.find(name, local);
	}

	/**
	 * Return the zone of the connection.
	 * @return its name, {@code null} for the server's own
	 */
	@Nullable String connectionZone() {
		String name = this.connectionZones ? text("conn_tz") : "";
		return name.isEmpty() ? null : name;
	}

	private String text(String name) {
		String value = this.fields.getValue(name);
		return (value != null) ? value : "";
	}

}
