package io.github.taosspring.embedded.internal.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.server.WsRequest.MalformedException;
import io.github.taosspring.embedded.internal.tmq.ConsumerOptions;

/**
 * What a {@code subscribe} asks for: arguments and configuration as taosAdapter gives
 * them to libtaos ({@code tmq.go}; {@code tmq_conf_set} in {@code clientTmq.c}).
 *
 * @param user the user
 * @param password the password
 * @param topics the topics
 * @param zone the zone, empty for the server's
 * @param autoCommit whether polls commit what came before
 * @param options the rest
 * @param refusalCode the code of what is wrong with it
 * @param refusal what is wrong with it, {@code null} for nothing
 */
record TmqSubscription(String user, String password, List<String> topics, String zone, boolean autoCommit,
		ConsumerOptions options, int refusalCode, @Nullable String refusal) {

	/** The arguments and the names that libtaos has for them. */
	private static final Map<String, String> NAMES = names();

	/** What the configuration can't set. */
	private static final Set<String> FIXED = Set.of("td.connect.user", "td.connect.pass", "td.connect.ip",
			"td.connect.port");

	private static final int UNKNOWN = 0xfffe;

	private static final int REFUSED = AdapterError.CATCH_ALL;

	/** Before there is one. */
	static final TmqSubscription NONE = new TmqSubscription("", "", List.of(), "", false, new ConsumerOptions("", "",
			"", ConsumerOptions.Reset.LATEST, false, false, false, 1, Duration.ofMinutes(5), Duration.ofSeconds(5)), 0,
			null);

	private static Map<String, String> names() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("group_id", "group.id");
		names.put("client_id", "client.id");
		names.put("db", "td.connect.db");
		names.put("snapshot_enable", "experimental.snapshot.enable");
		names.put("enable_batch_meta", "msg.enable.batchmeta");
		names.put("session_timeout_ms", "session.timeout.ms");
		names.put("max_poll_interval_ms", "max.poll.interval.ms");
		names.put("msg_consume_rawdata", "msg.consume.rawdata");
		names.put("with_table_name", "msg.with.table.name");
		names.put("msg_consume_excluded", "msg.consume.excluded");
		names.put("auto_commit", "enable.auto.commit");
		names.put("auto_commit_interval_ms", "auto.commit.interval.ms");
		names.put("offset_rest", "auto.offset.reset");
		names.put("offset_reset", "auto.offset.reset");
		return names;
	}

	/**
	 * Read a request.
	 * @throws MalformedException if an argument has the wrong type
	 */
	static TmqSubscription read(WsArguments arguments) throws MalformedException {
		Map<String, String> settings = new LinkedHashMap<>();
		for (Map.Entry<String, String> name : NAMES.entrySet()) {
			String value = arguments.stringOrEmpty(name.getKey());
			if (!value.isEmpty()) {
				settings.put(name.getValue(), value);
			}
		}
		arguments.stringMap("config").forEach((key, value) -> {
			if (!FIXED.contains(key)) {
				settings.put(key.toLowerCase(Locale.ROOT), value);
			}
		});
		arguments.string("app");
		arguments.string("ip");
		Reader reader = new Reader(arguments.stringOrEmpty("user"));
		settings.forEach(reader::set);
		return reader.finish(arguments.stringOrEmpty("password"), arguments.strings("topics"),
				arguments.stringOrEmpty("tz"));
	}

	/**
	 * Takes the settings one by one and keeps the first refusal.
	 */
	private static final class Reader {

		private final String user;

		private String group = "";

		private String clientId = "";

		private ConsumerOptions.Reset reset = ConsumerOptions.Reset.LATEST;

		private boolean tableNames;

		private boolean snapshot;

		private boolean batchMeta;

		private boolean autoCommit;

		private long leastRows = 4096;

		private long sessionTimeout = 12_000;

		private long maxPollInterval = 300_000;

		private long commitInterval = 5_000;

		private int code;

		private @Nullable String refusal;

		Reader(String user) {
			this.user = user;
		}

		void set(String key, String value) {
			switch (key) {
				case "group.id" -> this.group = (value.indexOf(':') < 0) ? value : refused(value);
				case "client.id" -> this.clientId = value;
				case "td.connect.db", "msg.consume.excluded" -> {
					// libtaos ignores the first; nothing here was written by taosX
				}
				case "auto.offset.reset" -> this.reset = reset(value);
				case "msg.with.table.name" -> this.tableNames = flag(value);
				case "experimental.snapshot.enable" -> this.snapshot = flag(value);
				case "msg.enable.batchmeta" -> this.batchMeta = isNotZero(value);
				case "enable.auto.commit" -> this.autoCommit = goBoolean(value);
				case "auto.commit.interval.ms" ->
					this.commitInterval = Math.min(number(value, 0, Long.MAX_VALUE), Integer.MAX_VALUE);
				case "session.timeout.ms" -> this.sessionTimeout = number(value, 6_000, 1_800_000);
				case "heartbeat.interval.ms" -> number(value, 1_000, this.sessionTimeout - 1);
				case "max.poll.interval.ms" -> this.maxPollInterval = number(value, 1_000, Integer.MAX_VALUE);
				case "fetch.max.wait.ms" -> number(value, 1, Integer.MAX_VALUE);
				case "min.poll.rows" -> this.leastRows = number(value, 1, Integer.MAX_VALUE);
				case "msg.consume.rawdata" -> unsupported(key, isNotZero(value));
				case "enable.replay" -> unsupported(key, flag(value));
				default -> refuse(UNKNOWN, "Unknown error 65534");
			}
		}

		private void unsupported(String key, boolean wanted) {
			if (wanted) {
				refuse(REFUSED, key + " is not supported by the embedded server");
			}
		}

		private void refuse(int refusalCode, String text) {
			if (this.refusal == null) {
				this.code = refusalCode;
				this.refusal = text;
			}
		}

		private String refused(String value) {
			refuse(REFUSED, "fail");
			return value;
		}

		private ConsumerOptions.Reset reset(String value) {
			for (ConsumerOptions.Reset each : ConsumerOptions.Reset.values()) {
				if (each.name().equalsIgnoreCase(value)) {
					return each;
				}
			}
			refuse(REFUSED, "fail");
			return this.reset;
		}

		private boolean flag(String value) {
			if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
				refuse(REFUSED, "fail");
			}
			return value.equalsIgnoreCase("true");
		}

		/**
		 * Read a flag as taosAdapter itself does, in Go.
		 */
		private boolean goBoolean(String value) {
			return switch (value) {
				case "1", "t", "T", "true", "TRUE", "True" -> true;
				case "0", "f", "F", "false", "FALSE", "False" -> false;
				default -> {
					refuse(REFUSED, "strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
					yield false;
				}
			};
		}

		private static boolean isNotZero(String value) {
			return value.matches("[+-]?\\d+") && !value.matches("[+-]?0+");
		}

		private long number(String value, long least, long most) {
			try {
				long number = Long.parseLong(value);
				if (number >= least && number <= most) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// refused like a number out of range
			}
			refuse(REFUSED, "fail");
			return least;
		}

		TmqSubscription finish(String password, List<String> topics, String zone) {
			if (this.group.isEmpty()) {
				refuse(REFUSED, "malloc tmq element failed or group is empty");
			}
			ConsumerOptions options = new ConsumerOptions(this.group, this.clientId, this.user, this.reset,
					this.tableNames, this.snapshot, this.batchMeta, this.leastRows,
					Duration.ofMillis(this.maxPollInterval), Duration.ofMillis(this.commitInterval));
			return new TmqSubscription(this.user, password, topics, zone, this.autoCommit, options, this.code,
					this.refusal);
		}

	}

}
