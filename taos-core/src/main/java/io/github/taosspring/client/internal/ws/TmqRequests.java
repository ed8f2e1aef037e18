package io.github.taosspring.client.internal.ws;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.github.taosspring.client.TaosClientOptions;
import io.github.taosspring.client.spi.ConsumeRequest;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.tmq.TmqTopicPartition;

/**
 * Requests of subscriptions in JSON.
 */
final class TmqRequests {

	private TmqRequests() {
	}

	/**
	 * Subscribe, which is the login as well; to be sent in a {@link SecretFrame}.
	 */
	static String subscribe(long reqId, ConsumeRequest request, Collection<String> topics) {
		TaosClientOptions options = request.connection().options();
		TmqOptions consumer = request.consumer();
		return JsonRequests.request("subscribe", reqId, (json) -> {
			json.writeStringProperty("user", options.user());
			json.writeStringProperty("password", options.password());
			optional(json, "group_id", consumer.groupId());
			optional(json, "client_id", consumer.clientId());
			json.writeName("topics");
			json.writeStartArray();
			topics.forEach(json::writeString);
			json.writeEndArray();
			json.writeStringProperty("offset_reset", consumer.offsetReset().wireName());
			// commits are this connector's
			json.writeStringProperty("auto_commit", "false");
			json.writeStringProperty("with_table_name", Boolean.toString(consumer.withTableName()));
			json.writeStringProperty("snapshot_enable", Boolean.toString(consumer.snapshot()));
			if (consumer.batchMeta()) {
				json.writeStringProperty("enable_batch_meta", "1");
			}
			if (consumer.consumeExcluded()) {
				json.writeStringProperty("msg_consume_excluded", "1");
			}
			optional(json, "session_timeout_ms", millis(consumer.sessionTimeout()));
			optional(json, "max_poll_interval_ms", millis(consumer.maxPollInterval()));
			json.writeStringProperty("tz", request.connection().zone());
			json.writeStringProperty("app", options.appName());
			json.writeStringProperty("connector", JsonRequests.CONNECTOR);
			config(json, options, consumer);
		});
	}

	private static void config(JsonGenerator json, TaosClientOptions options, TmqOptions consumer) {
		Map<String, String> config = new TreeMap<>(consumer.config());
		if (options.bearerToken() != null) {
			config.put("td.connect.token", options.bearerToken());
		}
		if (consumer.replay()) {
			config.put("enable.replay", "true");
		}
		put(config, "heartbeat.interval.ms", millis(consumer.heartbeatInterval()));
		put(config, "fetch.max.wait.ms", millis(consumer.fetchMaxWait()));
		if (consumer.minPollRows() > 0) {
			config.put("min.poll.rows", Integer.toString(consumer.minPollRows()));
		}
		if (config.isEmpty()) {
			return;
		}
		json.writeName("config");
		json.writeStartObject();
		config.forEach(json::writeStringProperty);
		json.writeEndObject();
	}

	private static void put(Map<String, String> config, String key, @Nullable String value) {
		if (value != null) {
			config.put(key, value);
		}
	}

	private static @Nullable String millis(@Nullable Duration duration) {
		return (duration != null) ? Long.toString(duration.toMillis()) : null;
	}

	private static void optional(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.writeStringProperty(name, value);
		}
	}

	/**
	 * Ask for the next message.
	 * @param blocking how long the server waits for one, in milliseconds
	 * @param last the id of the last message that came, 0 for none
	 */
	static String poll(long reqId, long blocking, long last) {
		return JsonRequests.request("poll", reqId, (json) -> {
			json.writeNumberProperty("blocking_time", blocking);
			json.writeNumberProperty("message_id", last);
		});
	}

	/**
	 * Do with a message what takes nothing but its id.
	 */
	static String message(String action, long reqId, long messageId) {
		return JsonRequests.request(action, reqId, (json) -> json.writeNumberProperty("message_id", messageId));
	}

	/**
	 * Do with a topic what takes nothing but its name.
	 */
	static String topic(String action, long reqId, String topic) {
		return JsonRequests.request(action, reqId, (json) -> json.writeStringProperty("topic", topic));
	}

	/**
	 * Do with a vgroup what takes an offset.
	 */
	static String offset(String action, long reqId, TmqTopicPartition partition, long offset) {
		return JsonRequests.request(action, reqId, (json) -> {
			partition(json, partition);
			json.writeNumberProperty("offset", offset);
		});
	}

	/**
	 * Ask for something of vgroups.
	 */
	static String partitions(String action, long reqId, Collection<TmqTopicPartition> partitions) {
		return JsonRequests.request(action, reqId, (json) -> {
			json.writeName("topic_vgroup_ids");
			json.writeStartArray();
			for (TmqTopicPartition partition : partitions) {
				json.writeStartObject();
				partition(json, partition);
				json.writeEndObject();
			}
			json.writeEndArray();
		});
	}

	/**
	 * Do what takes no arguments.
	 */
	static String plain(String action, long reqId) {
		return JsonRequests.request(action, reqId, (json) -> {
		});
	}

	private static void partition(JsonGenerator json, TmqTopicPartition partition) {
		json.writeStringProperty("topic", partition.topic());
		json.writeNumberProperty("vgroup_id", partition.vgroup());
	}

}
