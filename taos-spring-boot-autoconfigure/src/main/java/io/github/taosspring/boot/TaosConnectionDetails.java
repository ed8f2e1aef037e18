package io.github.taosspring.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where TDengine is and how to log in: the only source of it for the auto-configured
 * beans. Properties are one source, the embedded server is another; a bean of this type
 * replaces both. Implementations keep password, tokens and codes out of {@code toString}.
 */
public interface TaosConnectionDetails extends ConnectionDetails {

	/**
	 * Return the URL.
	 * @return such as {@code taos+ws://localhost:6041}
	 */
	String getUrl();

	/**
	 * Return the user.
	 * @return the user, {@code null} for the one in the URL or the default
	 */
	default @Nullable String getUsername() {
		return null;
	}

	/**
	 * Return the password.
	 * @return the password, {@code null} for the one in the URL or the default
	 */
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * Return the token of a cloud service.
	 * @return the token, {@code null} for the one in the URL or none
	 */
	default @Nullable String getToken() {
		return null;
	}

	/**
	 * Return the token to log in with instead of user and password.
	 * @return the token, {@code null} for the one in the URL or none
	 */
	default @Nullable String getBearerToken() {
		return null;
	}

	/**
	 * Return the one-time code beside user and password.
	 * @return the code, {@code null} for the one in the URL or none
	 */
	default @Nullable String getTotpCode() {
		return null;
	}

	/**
	 * Return the current database of new connections.
	 * @return its name, {@code null} for the one in the URL or none
	 */
	default @Nullable String getDatabase() {
		return null;
	}

	/**
	 * Return the certificates to trust and the client's own. Connections are encrypted if
	 * there is a bundle.
	 * @return the bundle, {@code null} for what the JVM trusts
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * Return whether this is the server inside the application.
	 * @return whether it is the stand-in rather than TDengine
	 */
	default boolean isEmbedded() {
		return false;
	}

}
