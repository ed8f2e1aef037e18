package io.github.taosspring.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * {@link TaosConnectionDetails} of {@link TaosProperties}.
 */
final class PropertiesTaosConnectionDetails implements TaosConnectionDetails {

	private final TaosProperties properties;

	private final String url;

	/**
	 * Create details.
	 * @param properties the properties
	 * @throws TaosNotConfiguredException if they have no URL
	 */
	PropertiesTaosConnectionDetails(TaosProperties properties) {
		String url = properties.getUrl();
		if (!StringUtils.hasText(url)) {
			throw new TaosNotConfiguredException(properties.getEmbedded().isEnabled());
		}
		this.properties = properties;
		this.url = url;
	}

	@Override
	public String getUrl() {
		return this.url;
	}

	@Override
	public @Nullable String getUsername() {
		return this.properties.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.properties.getPassword();
	}

	@Override
	public @Nullable String getDatabase() {
		return this.properties.getDatabase();
	}

	@Override
	public String toString() {
		return "TaosConnectionDetails of taos.url";
	}

}
