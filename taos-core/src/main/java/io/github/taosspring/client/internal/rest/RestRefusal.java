package io.github.taosspring.client.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.internal.ConnectAdvice;

/**
 * What the server refused, by its code or by an HTTP status that is not 200: mostly
 * {@code code} and {@code desc}, sometimes a bare string, from something else than the
 * adapter anything ({@code controller/rest/error_resp.go} of taosAdapter). Schemaless
 * writing has a {@code message} instead of {@code desc}, in which TDengine's code stands
 * in front in brackets, and a {@code code} that only repeats the status
 * ({@code plugin/influxdb}, {@code plugin/opentsdb}).
 */
final class RestRefusal {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MAX_BYTES = 64 * 1024;

	private static final Pattern CODED = Pattern.compile("\\[0x([0-9a-fA-F]{1,8})] ?");

	private final int status;

	private int code;

	private String text = "";

	private boolean adapter;

	/** Nanoseconds, -1 if the answer does not tell. */
	private long timing = -1;

	private RestRefusal(int status) {
		this.status = status;
	}

	/**
	 * Make a refusal of what an answer of status 200 says.
	 */
	static RestRefusal of(int code, String text) {
		RestRefusal refusal = new RestRefusal(200);
		refusal.code = code;
		refusal.text = text;
		return refusal;
	}

	/**
	 * Read the body of an answer of another status.
	 * @param advice tells what to do if the answer is not the adapter's
	 */
	static RestRefusal read(int status, InputStream body, ConnectAdvice advice) {
		String content;
		try (body) {
			content = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			content = "";
		}
		RestRefusal refusal = new RestRefusal(status);
		refusal.read(content);
		if (!refusal.adapter) {
			refusal.text = advice.foreignAnswer(status, content);
		}
		return refusal;
	}

	int status() {
		return this.status;
	}

	int code() {
		return this.code;
	}

	String text() {
		return this.text;
	}

	long timing() {
		return this.timing;
	}

	RestRefusal timing(long nanos) {
		this.timing = nanos;
		return this;
	}

	TaosException toException(String action, long reqId) {
		return (this.status == 200) ? TaosErrors.fromServer(action, this.code, this.text, reqId)
				: TaosErrors.fromHttp(action, this.status, this.code, this.text, reqId);
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
			boolean message = false;
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				JsonToken token = parser.nextToken();
				if (name.equals("code") && token == JsonToken.VALUE_NUMBER_INT && !message) {
					this.code = parser.getIntValue();
					this.adapter = true;
				}
				else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
					readMessage(parser.getString());
					message = true;
				}
				else if (name.equals("timing") && token == JsonToken.VALUE_NUMBER_INT) {
					this.timing = parser.getLongValue();
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

	private void readMessage(String message) {
		Matcher matcher = CODED.matcher(message);
		boolean coded = matcher.lookingAt();
		this.code = coded ? Integer.parseUnsignedInt(matcher.group(1), 16) : 0;
		this.text = coded ? message.substring(matcher.end()) : message;
		this.adapter = true;
	}

}
