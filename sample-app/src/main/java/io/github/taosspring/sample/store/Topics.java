package io.github.taosspring.sample.store;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.topic.TaosTopic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The topics that listeners consume: for processors, memory and file systems the number
 * that tells how full they are, as rows of one shape. Alarms and summaries share them, a
 * group each.
 */
@Configuration(proxyBeanMethods = false)
public class Topics {

	/** How busy processors are. */
	public static final String CPU = "telemetry_cpu";

	/** How much memory is used. */
	public static final String MEMORY = "telemetry_memory";

	/** How full file systems are. */
	public static final String DISK = "telemetry_disk";

	@Bean
	TaosTopic cpuTopic() {
		return topic(CPU);
	}

	@Bean
	TaosTopic memoryTopic() {
		return topic(MEMORY);
	}

	@Bean
	TaosTopic diskTopic() {
		return topic(DISK);
	}

	private static TaosTopic topic(String name) {
		return TaosTopic.named(name)
			.as("select `host`, `device`, `ts`, `" + metric(name) + "` as `value` from `" + kind(name).id() + "`");
	}

	/**
	 * Return whose rows a topic has.
	 * @param topic its name
	 * @return the kind
	 */
	public static Kind kind(String topic) {
		return switch (topic) {
			case CPU -> Kind.CPU;
			case MEMORY -> Kind.MEMORY;
			case DISK -> Kind.FILESYSTEM;
			default -> throw new IllegalArgumentException("There is no topic '" + topic + "'");
		};
	}

	/**
	 * Return which number a topic has.
	 * @param topic its name
	 * @return the name of one of its kind's metrics, in percent
	 */
	public static String metric(String topic) {
		return (kind(topic) == Kind.CPU) ? "busy" : "used_percent";
	}

}
