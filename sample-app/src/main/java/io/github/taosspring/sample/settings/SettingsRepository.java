package io.github.taosspring.sample.settings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the settings in the application's main DataSource, which is H2 and has nothing to
 * do with TDengine: that a starter brings a second DataSource must not change it.
 */
@Repository
public class SettingsRepository {

	private final JdbcClient jdbc;

	SettingsRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Read the settings.
	 * @return the settings, the default for each that was never set
	 */
	@Transactional(readOnly = true)
	public Settings find() {
		Map<String, String> stored = new HashMap<>();
		this.jdbc.sql("select name, content from settings").query((row) -> {
			stored.put(row.getString("name"), row.getString("content"));
		});
		Settings defaults = Settings.DEFAULTS;
		return new Settings(stored.getOrDefault("displayName", defaults.displayName()),
				number(stored, "refreshMillis", defaults.refreshMillis()),
				number(stored, "windowMinutes", defaults.windowMinutes()),
				number(stored, "cpuWarning", defaults.cpuWarning()),
				number(stored, "memoryWarning", defaults.memoryWarning()),
				number(stored, "filesystemWarning", defaults.filesystemWarning()));
	}

	/**
	 * Change some settings, all or none.
	 * @param change what to change
	 * @return the settings as they are now
	 */
	@Transactional
	public Settings change(SettingsChange change) {
		Settings settings = change.applyTo(find());
		asMap(settings).forEach((name, content) -> this.jdbc
			.sql("merge into settings (name, content) key (name) values (:name, :content)")
			.param("name", name)
			.param("content", content)
			.update());
		return settings;
	}

	private static Map<String, String> asMap(Settings settings) {
		Map<String, String> map = new LinkedHashMap<>();
		map.put("displayName", settings.displayName());
		map.put("refreshMillis", String.valueOf(settings.refreshMillis()));
		map.put("windowMinutes", String.valueOf(settings.windowMinutes()));
		map.put("cpuWarning", String.valueOf(settings.cpuWarning()));
		map.put("memoryWarning", String.valueOf(settings.memoryWarning()));
		map.put("filesystemWarning", String.valueOf(settings.filesystemWarning()));
		return map;
	}

	private static int number(Map<String, String> stored, String name, int otherwise) {
		String content = stored.get(name);
		return (content != null) ? Integer.parseInt(content) : otherwise;
	}

}
