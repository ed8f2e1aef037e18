package io.github.taosspring.embedded;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS of the standalone program of a file.
 */
final class KeyStoreFile {

	private KeyStoreFile() {
	}

	/**
	 * Read a PKCS#12 or JKS file.
	 * @throws IllegalArgumentException if it cannot be read or opened; the message does
	 * not repeat the password
	 */
	static SSLContext read(String name, @Nullable String password) {
		File file = new File(name);
		if (!file.isFile()) {
			throw new IllegalArgumentException("--tls-keystore: there is no file '" + name + "'");
		}
		char[] secret = (password != null) ? password.toCharArray() : new char[0];
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(KeyStore.getInstance(file, secret), secret);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalArgumentException("--tls-keystore: '" + name + "' cannot be opened; is it PKCS#12 or JKS, "
					+ "and is --tls-keystore-password right? (" + ex.getMessage() + ")", ex);
		}
	}

}
