package io.github.taosspring.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads connection URLs.
 * <p>
 * No message repeats a part of a URL that could belong to a password whose special
 * characters were not percent-encoded, and exceptions of the JDK, whose texts repeat
 * their input, are not kept as causes.
 */
final class TaosUrl {

	private static final String OWN_JDBC_PREFIX = "jdbc:taos:";

	private static final String SCHEMES = "taos+ws, taos+wss, taos+http, taos+https, taos+native, "
			+ "or after jdbc:taos: one of ws, wss, http, https, native";

	private final String url;

	private final TaosClientOptions.Builder builder;

	private final Set<TaosProperty> seen = EnumSet.noneOf(TaosProperty.class);

	private TaosUrl(String url, TaosClientOptions.Builder builder) {
		this.url = url;
		this.builder = builder;
	}

	static void parse(String url, TaosClientOptions.Builder builder) {
		new TaosUrl(url.strip(), builder).parse();
	}

	private void parse() {
		int schemeEnd = this.url.indexOf("://");
		if (schemeEnd <= 0) {
			throw TaosErrors.misuse("A connection URL starts with a scheme and '://', such as "
					+ "taos+ws://localhost:6041; schemes are " + SCHEMES);
		}
		Scheme scheme = scheme(this.url.substring(0, schemeEnd));
		int authority = schemeEnd + 3;
		int query = indexOf('?', authority);
		int path = Math.min(indexOf('/', authority), query);
		String parameters = (query < this.url.length()) ? this.url.substring(query + 1) : "";
		TaosProtocol protocol = scheme.protocol();
		if (scheme.vendorRest() && takesWebSocket(parameters)) {
			protocol = TaosProtocol.WEBSOCKET;
		}
		this.builder.protocol(protocol);
		this.builder.tls(scheme.tls());
		authority(this.url.substring(authority, path));
		if (path < query) {
			database(this.url.substring(path + 1, query));
		}
		parameters(parameters);
	}

	private int indexOf(char wanted, int from) {
		int index = this.url.indexOf(wanted, from);
		return (index < 0) ? this.url.length() : index;
	}

	private static Scheme scheme(String text) {
		String name = text.toLowerCase(Locale.ROOT);
		if (name.startsWith("jdbc:taos+")) {
			throw TaosErrors.misuse("A connection URL starts with jdbc:taos: or taos+, not with both; write "
					+ "jdbc:taos:ws:// instead of jdbc:taos+ws://");
		}
		if (text.startsWith(OWN_JDBC_PREFIX)) {
			name = "taos+" + name.substring(OWN_JDBC_PREFIX.length());
		}
		return switch (name) {
			case "taos+ws", "ws", "taosws", "jdbc:taos-ws" -> new Scheme(TaosProtocol.WEBSOCKET, false, false);
			case "taos+wss", "wss", "taoswss" -> new Scheme(TaosProtocol.WEBSOCKET, true, false);
			case "taos+http", "http" -> new Scheme(TaosProtocol.REST, false, false);
			case "taos+https", "https" -> new Scheme(TaosProtocol.REST, true, false);
			case "jdbc:taos-rs" -> new Scheme(TaosProtocol.REST, false, true);
			case "taos+native", "taos", "jdbc:taos" -> new Scheme(TaosProtocol.NATIVE, false, false);
			default -> throw TaosErrors.misuse("The scheme of the connection URL is not known; schemes are " + SCHEMES);
		};
	}

	/**
	 * The vendor's REST URL means WebSocket if {@code batchfetch} is set.
	 */
	private static boolean takesWebSocket(String parameters) {
		for (String parameter : parameters.split("&")) {
			if (parameter.equalsIgnoreCase("batchfetch=true")) {
				return true;
			}
		}
		return false;
	}

	private void authority(String text) {
		int at = text.lastIndexOf('@');
		if (at >= 0) {
			userInfo(text.substring(0, at));
		}
		String hosts = text.substring(at + 1);
		if (hosts.isEmpty()) {
			return;
		}
		List<Host> parsed = new ArrayList<>();
		for (String host : hosts.split(",", -1)) {
			parsed.add(host(host, parsed.size() + 1));
		}
		this.builder.hosts(parsed);
	}

	private void userInfo(String text) {
		int colon = text.indexOf(':');
		String user = (colon < 0) ? text : text.substring(0, colon);
		if (!user.isEmpty()) {
			this.seen.add(TaosProperty.USER);
			this.builder.user(decode(user, "user"));
		}
		if (colon >= 0) {
			this.seen.add(TaosProperty.PASSWORD);
			this.builder.password(decode(text.substring(colon + 1), "password"));
		}
	}

	private Host host(String text, int number) {
		String host;
		String port = null;
		if (text.startsWith("[")) {
			int end = text.indexOf(']');
			if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
				throw badHost(number, "an IPv6 address stands in brackets, such as [::1]:6041");
			}
			host = text.substring(1, end);
			port = (end + 1 < text.length()) ? text.substring(end + 2) : null;
		}
		else {
			int colon = text.indexOf(':');
			if (colon != text.lastIndexOf(':')) {
				throw badHost(number, "it has more than one ':'; an IPv6 address stands in brackets");
			}
			host = (colon < 0) ? text : text.substring(0, colon);
			port = (colon < 0) ? null : text.substring(colon + 1);
		}
		host = decode(host, "host");
		for (int i = 0; i < host.length(); i++) {
			char ch = host.charAt(i);
			if (ch <= ' ' || "/?#@[]\\<>\"".indexOf(ch) >= 0) {
				throw badHost(number, "it holds a character that no host name has");
			}
		}
		if (host.isEmpty()) {
			if (number > 1 || text.startsWith("[")) {
				throw badHost(number, "it is empty");
			}
			host = "localhost";
		}
		return new Host(host, (port != null) ? port(port, number) : 0);
	}

	private int port(String text, int number) {
		boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch((ch) -> ch >= '0' && ch <= '9');
		int port = digits ? Integer.parseInt(text) : 0;
		if (port < 1 || port > 65535) {
			throw badHost(number, "its port is not a number between 1 and 65535");
		}
		return port;
	}

	private TaosInterfaceException badHost(int number, String reason) {
		String hint = (this.url.indexOf('@') >= 0) ? " (':', '/', '?', '@' and '%' in a user or password "
				+ "must be percent-encoded: %3A, %2F, %3F, %40, %25)" : "";
		return TaosErrors.misuse("Host " + number + " of the connection URL is wrong: " + reason + hint);
	}

	private void database(String text) {
		String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
		if (path.isEmpty()) {
			return;
		}
		if (path.indexOf('/') >= 0 || path.indexOf('@') >= 0) {
			throw TaosErrors.misuse("The path of a connection URL is one database name; '/' and '@' in a user, "
					+ "password or database must be percent-encoded: %2F, %40");
		}
		this.seen.add(TaosProperty.DATABASE);
		this.builder.database(decode(path, "database"));
	}

	private void parameters(String text) {
		int start = 0;
		int number = 0;
		while (start < text.length()) {
			int end = text.indexOf('&', start);
			end = (end < 0) ? text.length() : end;
			if (end > start) {
				number++;
				// an '@' behind a key may mean that the key is a piece of a password
				boolean nameable = text.indexOf('@', start) < 0;
				parameter(text.substring(start, end), nameable, number);
			}
			start = end + 1;
		}
	}

	private void parameter(String text, boolean nameable, int number) {
		int equals = text.indexOf('=');
		String key = decode((equals < 0) ? text : text.substring(0, equals), "parameter " + number);
		TaosProperty property = TaosProperty.find(key);
		if (property == null) {
			if (key.equalsIgnoreCase("batchfetch")) {
				return;
			}
			throw TaosErrors.misuse(nameable ? TaosProperty.unknownKeyMessage(key)
					: "Parameter " + number + " of the connection URL is not known");
		}
		if (equals < 0) {
			throw TaosErrors.misuse("The connection property '" + property.key() + "' has no value");
		}
		if (!this.seen.add(property)) {
			throw TaosErrors
				.misuse("The connection property '" + property.key() + "' stands twice in the connection URL");
		}
		property.apply(this.builder, decode(text.substring(equals + 1), property.key()));
	}

	private static String decode(String text, String what) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int index = 0;
		while (index < text.length()) {
			if (text.charAt(index) == '%') {
				boolean complete = index + 2 < text.length();
				int high = complete ? Character.digit(text.charAt(index + 1), 16) : -1;
				int low = complete ? Character.digit(text.charAt(index + 2), 16) : -1;
				if (high < 0 || low < 0) {
					throw badEncoding(what);
				}
				bytes.write(high * 16 + low);
				index += 3;
			}
			else {
				int end = text.indexOf('%', index);
				end = (end < 0) ? text.length() : end;
				bytes.writeBytes(text.substring(index, end).getBytes(StandardCharsets.UTF_8));
				index = end;
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
		}
		catch (CharacterCodingException ex) {
			throw badEncoding(what);
		}
	}

	private static TaosInterfaceException badEncoding(String what) {
		return TaosErrors.misuse(
				"The " + what + " in the connection URL is not percent-encoded UTF-8; " + "write '%' itself as %25");
	}

	static void encode(String text, StringBuilder target) {
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char ch = (char) (octet & 0xFF);
			boolean plain = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9')
					|| "-._~".indexOf(ch) >= 0;
			if (plain) {
				target.append(ch);
			}
			else {
				target.append('%').append("%02X".formatted((int) ch));
			}
		}
	}

	/**
	 * A server as a URL names it.
	 *
	 * @param name a name or an address
	 * @param port the port, 0 if none is named
	 */
	record Host(String name, int port) {

		TaosEndpoint toEndpoint(int defaultPort) {
			return new TaosEndpoint(this.name, (this.port != 0) ? this.port : defaultPort);
		}

	}

	/**
	 * What a scheme means.
	 *
	 * @param protocol the road to the server
	 * @param tls whether connections are encrypted
	 * @param vendorRest whether this is the vendor's URL that parameters can turn into
	 * WebSocket
	 */
	private record Scheme(TaosProtocol protocol, boolean tls, boolean vendorRest) {

	}

}
