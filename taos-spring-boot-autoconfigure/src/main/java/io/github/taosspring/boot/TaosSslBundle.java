package io.github.taosspring.boot;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import io.github.taosspring.client.TaosClientOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/**
 * Finds SSL bundles and makes the client's options of them.
 */
public final class TaosSslBundle {

	private TaosSslBundle() {
	}

	/**
	 * Find the bundle that a property names.
	 * @param property the property
	 * @param name its value
	 * @param bundles the application's bundles, {@code null} if it has none
	 * @return the bundle, {@code null} if the property is not set
	 * @throws InvalidTaosPropertyException if there is no such bundle
	 */
	public static @Nullable SslBundle find(String property, @Nullable String name, @Nullable SslBundles bundles) {
		if (!StringUtils.hasText(name)) {
			return null;
		}
		if (bundles == null) {
			throw new InvalidTaosPropertyException(property,
					new IllegalStateException("the application has no SSL bundles"));
		}
		try {
			return bundles.getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidTaosPropertyException(property, ex);
		}
	}

	/**
	 * Return whether TLS is why something failed.
	 * @param failure the failure
	 * @return whether there is an exception of TLS among its causes
	 */
	public static boolean isCause(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Let connections be encrypted with a bundle, its cipher suites and protocol versions
	 * included.
	 */
	static void apply(SslBundle bundle, TaosClientOptions.Builder builder) {
		SslOptions options = bundle.getOptions();
		builder.tls(true);
		builder.sslContext(bundle.createSslContext());
		builder.sslParameters(
				options.isSpecified() ? new SSLParameters(options.getCiphers(), options.getEnabledProtocols()) : null);
	}

}
