package io.github.taosspring.sample.alarm;

import io.github.taosspring.sample.store.Topics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From which values on there is an alarm, each more than 0 and up to 100 percent.
 *
 * @param cpu how busy a processor is
 * @param memory how much memory is used
 * @param disk how full a file system is
 */
@ConfigurationProperties("sample.alarms")
public record AlarmProperties(@DefaultValue("85") double cpu, @DefaultValue("90") double memory,
		@DefaultValue("90") double disk) {

	public AlarmProperties {
		requirePercent("sample.alarms.cpu", cpu);
		requirePercent("sample.alarms.memory", memory);
		requirePercent("sample.alarms.disk", disk);
	}

	private static void requirePercent(String name, double value) {
		if (!(value > 0 && value <= 100)) {
			throw new IllegalArgumentException(name + " must be more than 0 and up to 100, was " + value);
		}
	}

	/**
	 * Return the threshold of a topic's values.
	 * @param topic the topic's name
	 * @return the value from which on there is an alarm
	 */
	double threshold(String topic) {
		return switch (topic) {
			case Topics.CPU -> this.cpu;
			case Topics.MEMORY -> this.memory;
			case Topics.DISK -> this.disk;
			default -> throw new IllegalArgumentException("There is no topic '" + topic + "'");
		};
	}

}
