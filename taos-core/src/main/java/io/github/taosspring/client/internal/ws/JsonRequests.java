package io.github.taosspring.client.internal.ws;

import java.io.StringWriter;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.spi.ConnectRequest;

/**
 * Requests in JSON.
 */
final class JsonRequests {

	private static final JsonFactory JSON = new JsonFactory();

	static final String CONNECTOR = "taos-spring";

	private JsonRequests() {
	}

	/**
	 * Log in; to be sent in a {@link SecretFrame}.
	 */
	static String conn(ConnectRequest request) {
		TaosClientOptions options = request.options();
		return request("conn", request.reqId(), (json) -> {
			if (options.bearerToken() != null) {
				json.writeStringProperty("bearer_token", options.bearerToken());
			}
			else {
				json.writeStringProperty("user", options.user());
				json.writeStringProperty("password", options.password());
			}
			String totpCode = options.totpCode();
			if (totpCode != null) {
				json.writeStringProperty("totp_code", totpCode);
			}
			if (request.database() != null) {
				json.writeStringProperty("db", request.database());
			}
			json.writeStringProperty("tz", request.zone());
			json.writeStringProperty("app", options.appName());
			json.writeStringProperty("connector", CONNECTOR);
		});
	}

	/**
	 * Ask for the version, which needs no login.
	 */
	static String version(long reqId) {
		return request("version", reqId, (json) -> {
		});
	}

	/**
	 * Free a result; there is no reply.
	 */
	static String freeResult(long reqId, long id) {
		return request("free_result", reqId, (json) -> {
			json.writeName("id");
			json.writeNumber(Long.toUnsignedString(id));
		});
	}

	/**
	 * Make a statement.
	 */
	static String statementInit(long reqId, boolean singleSuperTable, boolean tableBoundOnce) {
		return request("stmt2_init", reqId, (json) -> {
			json.writeBooleanProperty("single_stb_insert", singleSuperTable);
			json.writeBooleanProperty("single_table_bind_once", tableBoundOnce);
		});
	}

	/**
	 * Prepare a statement.
	 */
	static String statementPrepare(long reqId, long id, String sql, boolean getFields) {
		return request("stmt2_prepare", reqId, (json) -> {
			statementId(json, id);
			json.writeStringProperty("sql", sql);
			json.writeBooleanProperty("get_fields", getFields);
		});
	}

	/**
	 * Make a statement of the first kind.
	 */
	static String initFirst(long reqId) {
		return request("init", reqId, (json) -> {
		});
	}

	/**
	 * Prepare a statement of the first kind.
	 */
	static String prepareFirst(long reqId, long id, String sql) {
		return request("prepare", reqId, (json) -> {
			statementId(json, id);
			json.writeStringProperty("sql", sql);
		});
	}

	/**
	 * Name the table of a statement of the first kind.
	 */
	static String tableName(long reqId, long id, String name) {
		return request("set_table_name", reqId, (json) -> {
			statementId(json, id);
			json.writeStringProperty("name", name);
		});
	}

	/**
	 * Do with a statement what takes nothing but its id.
	 */
	static String statement(String action, long reqId, long id) {
		return request(action, reqId, (json) -> statementId(json, id));
	}

	private static void statementId(JsonGenerator json, long id) {
		json.writeName("stmt_id");
		json.writeNumber(Long.toUnsignedString(id));
	}

	static String request(String action, long reqId, Consumer<JsonGenerator> args) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartObject();
			json.writeStringProperty("action", action);
			json.writeName("args");
			json.writeStartObject();
			json.writeName("req_id");
			json.writeNumber(Long.toUnsignedString(reqId));
			args.accept(json);
			json.writeEndObject();
			json.writeEndObject();
		}
		return text.toString();
	}

}
