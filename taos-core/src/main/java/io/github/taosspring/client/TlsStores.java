package io.github.taosspring.client;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/**
 * The files with the certificates to trust and with the client's own. Immutable; they are
 * read once, when the context is first asked for. Messages name the property, neither the
 * file nor a password, see {@link TaosPropertyValues}.
 */
final class TlsStores {

	static final TlsStores NONE = new TlsStores(null, null, null, null);

	private static final String PEM = "-----BEGIN ";

	private final @Nullable String trustStore;

	private final @Nullable String trustStorePassword;

	private final @Nullable String keyStore;

	private final @Nullable String keyStorePassword;

	private volatile @Nullable SSLContext context;

	private TlsStores(@Nullable String trustStore, @Nullable String trustStorePassword, @Nullable String keyStore,
			@Nullable String keyStorePassword) {
		this.trustStore = trustStore;
		this.trustStorePassword = trustStorePassword;
		this.keyStore = keyStore;
		this.keyStorePassword = keyStorePassword;
	}

	TlsStores withTrustStore(String file) {
		return new TlsStores(file, this.trustStorePassword, this.keyStore, this.keyStorePassword);
	}

	TlsStores withTrustStorePassword(String password) {
		return new TlsStores(this.trustStore, password, this.keyStore, this.keyStorePassword);
	}

	TlsStores withKeyStore(String file) {
		return new TlsStores(this.trustStore, this.trustStorePassword, file, this.keyStorePassword);
	}

	TlsStores withKeyStorePassword(String password) {
		return new TlsStores(this.trustStore, this.trustStorePassword, this.keyStore, password);
	}

	/**
	 * Return whether there is no file.
	 */
	boolean isEmpty() {
		return this.trustStore == null && this.keyStore == null;
	}

	/**
	 * Return the context made of the files.
	 * @throws TaosInterfaceException if one cannot be read
	 */
	SSLContext sslContext() {
		SSLContext current = this.context;
		if (current == null) {
			current = load();
			this.context = current;
		}
		return current;
	}

	private SSLContext load() {
		try {
			SSLContext created = SSLContext.getInstance("TLS");
			created.init(keyManagers(), trustManagers(), null);
			return created;
		}
		catch (GeneralSecurityException ex) {
			throw TaosErrors.misuse("TLS cannot be set up with 'trustStore' and 'keyStore': " + ex.getMessage());
		}
	}

	private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException {
		if (this.trustStore == null) {
			return null;
		}
		Source source = new Source("trustStore", this.trustStore, this.trustStorePassword);
		KeyStore store = source.isPem() ? source.readPem() : source.readStore();
		if (store.size() == 0) {
			throw TaosErrors.misuse("The file of the connection property 'trustStore' holds no certificate that can be "
					+ "read; check 'trustStorePassword'");
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory.getTrustManagers();
	}

	private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
		if (this.keyStore == null) {
			return null;
		}
		Source source = new Source("keyStore", this.keyStore, this.keyStorePassword);
		if (source.isPem()) {
			throw TaosErrors.unsupported("The file of the connection property 'keyStore' is PEM, which is not "
					+ "supported; turn it into PKCS#12: openssl pkcs12 -export -in tls.crt -inkey tls.key -out tls.p12");
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		try {
			factory.init(source.readStore(), source.passwordChars());
		}
		catch (UnrecoverableKeyException ex) {
			throw wrongPassword("keyStore");
		}
		return factory.getKeyManagers();
	}

	private static TaosInterfaceException wrongPassword(String key) {
		return TaosErrors.misuse("The file of the connection property '" + key
				+ "' cannot be opened with this password; check '" + key + "Password'");
	}

	/**
	 * One file.
	 */
	private static final class Source {

		private final String key;

		private final File file;

		private final @Nullable String password;

		private final byte[] content;

		Source(String key, String file, @Nullable String password) {
			this.key = key;
			this.password = password;
			try {
				Path path = Path.of(file);
				this.file = path.toFile();
				this.content = Files.readAllBytes(path);
			}
			catch (IOException | InvalidPathException ex) {
				// not kept as a cause: its text repeats the value
				throw TaosErrors
					.misuse("The file of the connection property '" + key + "' does not exist or cannot be read");
			}
		}

		boolean isPem() {
			return new String(this.content, StandardCharsets.ISO_8859_1).contains(PEM);
		}

		char @Nullable [] passwordChars() {
			return (this.password != null) ? this.password.toCharArray() : null;
		}

		KeyStore readPem() throws GeneralSecurityException {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			try {
				store.load(null, null);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			int number = 0;
			for (Certificate certificate : CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(this.content))) {
				store.setCertificateEntry("ca-" + number, certificate);
				number++;
			}
			return store;
		}

		KeyStore readStore() throws GeneralSecurityException {
			try {
				return KeyStore.getInstance(this.file, passwordChars());
			}
			catch (IOException ex) {
				if (ex.getCause() instanceof UnrecoverableKeyException) {
					throw wrongPassword(this.key);
				}
				throw unreadable();
			}
			catch (GeneralSecurityException ex) {
				throw unreadable();
			}
		}

		private TaosInterfaceException unreadable() {
			return TaosErrors.misuse("The file of the connection property '" + this.key + "' is no "
					+ (this.key.equals("trustStore") ? "PEM, " : "") + "PKCS#12 or JKS file");
		}

	}

}
