package io.github.taosspring.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * {@link TaosConnectionDetails} of {@link TaosProperties}.
 */
final class PropertiesTaosConnectionDetails implements TaosConnectionDetails {

	private final TaosProperties properties;

	private final String url;

	private final @Nullable SslBundle sslBundle;

	/**
	 * Create details.
	 * @param properties the properties
	 * @param sslBundles the application's bundles, {@code null} if it has none
	 * @throws TaosNotConfiguredException if they have no URL
	 */
	PropertiesTaosConnectionDetails(TaosProperties properties, @Nullable SslBundles sslBundles) {
		String url = properties.getUrl();
		if (!StringUtils.hasText(url)) {
			throw new TaosNotConfiguredException(properties.getEmbedded().isEnabled());
		}
		this.properties = properties;
		this.url = url;
		TaosProperties.Ssl ssl = properties.getSsl();
		this.sslBundle = Boolean.FALSE.equals(ssl.getEnabled()) ? null
				: TaosSslBundle.find("taos.ssl.bundle", ssl.getBundle(), sslBundles);
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
	public @Nullable String getToken() {
		return this.properties.getToken();
	}

	@Override
	public @Nullable String getBearerToken() {
		return this.properties.getBearerToken();
	}

	@Override
	public @Nullable String getTotpCode() {
		return this.properties.getTotpCode();
	}

	@Override
	public @Nullable String getDatabase() {
		return this.properties.getDatabase();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	@Override
	public String toString() {
		return "TaosConnectionDetails of taos.url";
	}

}
