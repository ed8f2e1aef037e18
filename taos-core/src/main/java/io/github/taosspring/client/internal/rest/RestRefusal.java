package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;

/**
 * Makes an exception of an answer whose HTTP status is not 200: mostly {@code code} and
 * {@code desc}, sometimes a bare string, from something else than the adapter anything
 * ({@code controller/rest/error_resp.go} of taosAdapter).
 */
final class RestRefusal {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MAX_BYTES = 64 * 1024;

	private static final int SHOWN = 200;

	private int code;

	private String text = "";

	private boolean adapter;

	private RestRefusal() {
	}

	static TaosException read(String action, int status, InputStream body, long reqId) {
		String content;
		try (body) {
			content = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			content = "";
		}
		RestRefusal refusal = new RestRefusal();
		refusal.read(content);
		String text = refusal.text;
		if (!refusal.adapter) {
			text = "The answer is HTTP status " + status + " and not one of taosAdapter"
					+ (content.isBlank() ? "" : ": " + shown(content.strip()));
		}
		return TaosErrors.fromHttp(action, status, refusal.code, text, reqId);
	}

	private void read(String content) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), content)) {
			JsonToken first = parser.nextToken();
			if (first == JsonToken.VALUE_STRING) {
				this.text = parser.getString();
				this.adapter = true;
				return;
			}
			if (first != JsonToken.START_OBJECT) {
				return;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				JsonToken token = parser.nextToken();
				if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT) {
					this.code = parser.getIntValue();
					this.adapter = true;
				}
				else if (name.equals("desc") && token == JsonToken.VALUE_STRING) {
					this.text = parser.getString();
				}
				else {
					parser.skipChildren();
				}
			}
		}
		catch (JacksonException ex) {
			// not in JSON: then the status has to tell
			this.adapter = false;
			this.code = 0;
		}
	}

	private static String shown(String content) {
		return (content.length() > SHOWN) ? content.substring(0, SHOWN) + "..." : content;
	}

}
