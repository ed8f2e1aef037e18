package io.github.taosspring.client.tmq;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosErrors;

/**
 * Reads the keys of TDengine's other clients: libtaos' own, and those of the JDBC
 * driver's {@code TaosConsumer}. Messages name the key, and the value only where it is no
 * secret.
 */
final class RawOptions {

	private static final Duration AUTO_COMMIT_INTERVAL = Duration.ofSeconds(5);

	/** Keys that say where to connect and as whom. */
	private static final Set<String> CONNECTION = Set.of("url", "token", "bootstrap.servers", "useSSL", "td.connect.ip",
			"td.connect.port", "td.connect.user", "td.connect.pass", "td.connect.websocket.scheme", "td.connect.token",
			"td.connect.bearer_token", "httpConnectTimeout", "messageWaitTimeout");

	/** Keys that change nothing for this connector. */
	private static final Set<String> WITHOUT_EFFECT = Set.of("td.connect.db", "httpPoolSize",
			"value.deserializer.encoding");

	private RawOptions() {
	}

	static void read(Map<String, String> raw, TmqOptions.Builder builder) {
		raw.forEach((key, value) -> {
			if (!value.isBlank()) {
				read(key, value.strip(), builder);
			}
		});
		builder.autoCommitInterval(interval(raw, builder));
	}

	private static void read(String key, String value, TmqOptions.Builder builder) {
		switch (key) {
			case "group.id" -> builder.groupId(value);
			case "client.id" -> builder.clientId(value);
			case "auto.offset.reset" -> builder.offsetReset(offsetReset(value));
			case "msg.with.table.name" -> builder.withTableName(flag(key, value));
			case "experimental.snapshot.enable" -> builder.snapshot(flag(key, value));
			case "msg.enable.batchmeta", "enable_batch_meta" -> builder.batchMeta(flag(key, value));
			case "msg.consume.excluded" -> builder.consumeExcluded(flag(key, value));
			case "enable.replay" -> builder.replay(flag(key, value));
			case "session.timeout.ms" -> builder.sessionTimeout(millis(key, value));
			case "heartbeat.interval.ms" -> builder.heartbeatInterval(millis(key, value));
			case "max.poll.interval.ms" -> builder.maxPollInterval(millis(key, value));
			case "fetch.max.wait.ms" -> builder.fetchMaxWait(millis(key, value));
			case "min.poll.rows" -> builder.minPollRows(number(key, value));
			case "enable.auto.commit", "auto.commit.interval.ms" -> {
				// both are needed to tell
			}
			case "msg.consume.rawdata" -> {
				if (flag(key, value)) {
					throw TaosErrors.unsupported("'msg.consume.rawdata' is not supported: its messages can only be "
							+ "written into another TDengine as they are");
				}
			}
			case "td.connect.type" -> {
				if (!Set.of("ws", "websocket").contains(value.toLowerCase(Locale.ROOT))) {
					throw TaosErrors.unsupported("'td.connect.type' " + value
							+ " is not supported: subscriptions need WebSocket, leave it out or set ws");
				}
			}
			case "value.deserializer" -> throw TaosErrors.unsupported("'value.deserializer' is not supported: messages "
					+ "have blocks, which a mapper of Spring's reads into records");
			default -> {
				if (CONNECTION.contains(key)) {
					builder.connection(key, value);
				}
				else if (!WITHOUT_EFFECT.contains(key)) {
					builder.config(key, value);
				}
			}
		}
	}

	private static @Nullable Duration interval(Map<String, String> raw, TmqOptions.Builder builder) {
		String enabled = raw.getOrDefault("enable.auto.commit", "");
		if (enabled.isBlank()) {
			return builder.build().autoCommitInterval();
		}
		if (!flag("enable.auto.commit", enabled.strip())) {
			return null;
		}
		String interval = raw.getOrDefault("auto.commit.interval.ms", "");
		return interval.isBlank() ? AUTO_COMMIT_INTERVAL : millis("auto.commit.interval.ms", interval.strip());
	}

	private static TmqOffsetReset offsetReset(String value) {
		for (TmqOffsetReset each : TmqOffsetReset.values()) {
			if (each.wireName().equalsIgnoreCase(value)) {
				return each;
			}
		}
		throw TaosErrors.misuse("'auto.offset.reset' must be earliest, latest or none, was '" + value + "'");
	}

	static boolean flag(String key, String value) {
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw TaosErrors.misuse("'" + key + "' must be true or false, was '" + value + "'");
		};
	}

	static Duration millis(String key, String value) {
		return Duration.ofMillis(number(key, value));
	}

	static int number(String key, String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw TaosErrors.misuse("'" + key + "' must be a whole number, was '" + value + "'");
		}
	}

}
