package io.github.taosspring.sample.settings;

/**
 * What a user sets on the page.
 *
 * @param displayName the page's title, 1 to 60 characters
 * @param refreshMillis the time between two updates of the page, 500 to 60000 ms
 * @param windowMinutes how far back the charts look, 1 to 1440 minutes
 * @param cpuWarning the load from which a processor is shown as busy, 1 to 100 percent
 * @param memoryWarning the use from which memory is shown as short, 1 to 100 percent
 * @param filesystemWarning the use from which a file system is shown as full, 1 to 100
 * percent
 */
public record Settings(String displayName, int refreshMillis, int windowMinutes, int cpuWarning, int memoryWarning,
		int filesystemWarning) {

	static final Settings DEFAULTS = new Settings("Host telemetry", 1000, 5, 85, 90, 90);

	private static final int MAX_NAME = 60;

	public Settings {
		if (displayName.isBlank() || displayName.length() > MAX_NAME) {
			throw new InvalidSettingException("displayName must have 1 to " + MAX_NAME + " characters");
		}
		requireBetween("refreshMillis", refreshMillis, 500, 60_000);
		requireBetween("windowMinutes", windowMinutes, 1, 1440);
		requireBetween("cpuWarning", cpuWarning, 1, 100);
		requireBetween("memoryWarning", memoryWarning, 1, 100);
		requireBetween("filesystemWarning", filesystemWarning, 1, 100);
	}

	private static void requireBetween(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new InvalidSettingException(
					name + " must be from " + least + " to " + most + ", but " + value + " was given");
		}
	}

}
