package io.github.taosspring.embedded.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;

/**
 * An authority and certificates of it, made anew for each run.
 */
final class TestCertificates {

	static final String STORE_PASSWORD = "store-pw";

	private final X509Bundle authority;

	TestCertificates() throws Exception {
		this.authority = new CertificateBuilder().ecp256()
			.subject("CN=Authority of a test")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
	}

	X509Bundle authority() {
		return this.authority;
	}

	X509Bundle server(String host) throws Exception {
		return builder(host).addSanDnsName(host).addExtendedKeyUsageServerAuth().buildIssuedBy(this.authority);
	}

	X509Bundle expiredServer(String host) throws Exception {
		return builder(host).addSanDnsName(host)
			.notBefore(Instant.now().minus(Duration.ofDays(3)))
			.notAfter(Instant.now().minus(Duration.ofDays(1)))
			.buildIssuedBy(this.authority);
	}

	X509Bundle client(String name) throws Exception {
		return builder(name).addExtendedKeyUsageClientAuth().buildIssuedBy(this.authority);
	}

	private static CertificateBuilder builder(String name) {
		return new CertificateBuilder().ecp256().subject("CN=" + name);
	}

	/**
	 * Return a context with a key of its own and the authority to trust, either of which
	 * may be missing.
	 */
	static SSLContext context(@Nullable X509Bundle own, @Nullable X509Bundle trusted) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		KeyManager[] keys = (own != null) ? own.toKeyManagerFactory().getKeyManagers() : null;
		TrustManager[] trust = (trusted != null) ? new TrustManager[] { trusted.toTrustManager() } : null;
		context.init(keys, trust, null);
		return context;
	}

	/**
	 * Write the authority's certificate as PEM.
	 */
	Path pem(Path directory) throws IOException {
		return Files.writeString(directory.resolve("ca.pem"), this.authority.getRootCertificatePEM());
	}

	/**
	 * Write the authority's certificate as PKCS#12.
	 */
	Path trustStore(Path directory) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("ca", this.authority.getCertificate());
		return write(store, directory.resolve("trust.p12"));
	}

	/**
	 * Write a key and its certificate as PKCS#12.
	 */
	static Path keyStore(X509Bundle own, Path directory) throws IOException, GeneralSecurityException {
		return write(own.toKeyStore(STORE_PASSWORD.toCharArray()), directory.resolve("key.p12"));
	}

	private static Path write(KeyStore store, Path file) throws IOException, GeneralSecurityException {
		try (OutputStream out = Files.newOutputStream(file)) {
			store.store(out, STORE_PASSWORD.toCharArray());
		}
		return file;
	}

}
