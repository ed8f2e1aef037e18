package io.github.taosspring.sample.settings;

import org.jspecify.annotations.Nullable;

/**
 * Some settings with new values; {@code null} leaves one as it is.
 *
 * @param displayName see {@link Settings#displayName()}
 * @param refreshMillis see {@link Settings#refreshMillis()}
 * @param windowMinutes see {@link Settings#windowMinutes()}
 * @param cpuWarning see {@link Settings#cpuWarning()}
 * @param memoryWarning see {@link Settings#memoryWarning()}
 * @param filesystemWarning see {@link Settings#filesystemWarning()}
 */
record SettingsChange(@Nullable String displayName, @Nullable Integer refreshMillis, @Nullable Integer windowMinutes,
		@Nullable Integer cpuWarning, @Nullable Integer memoryWarning, @Nullable Integer filesystemWarning) {

	Settings applyTo(Settings settings) {
		return new Settings((this.displayName != null) ? this.displayName.strip() : settings.displayName(),
				either(this.refreshMillis, settings.refreshMillis()),
				either(this.windowMinutes, settings.windowMinutes()), either(this.cpuWarning, settings.cpuWarning()),
				either(this.memoryWarning, settings.memoryWarning()),
				either(this.filesystemWarning, settings.filesystemWarning()));
	}

	private static int either(@Nullable Integer changed, int current) {
		return (changed != null) ? changed : current;
	}

}
