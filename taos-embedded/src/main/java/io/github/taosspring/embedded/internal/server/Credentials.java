package io.github.taosspring.embedded.internal.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A user's name and password out of a request, and the token that stands for both
 * ({@code controller/rest/auth.go} of taosAdapter).
 * <p>
 * The token hides nothing: it is DES with a key that everybody knows, over the name in 24
 * bytes and the password behind it.
 *
 * @param user the name
 * @param password the password
 */
record Credentials(String user, String password) {

	private static final int NAME_BYTES = 24;

	private static final int MIN_TOKEN_BYTES = 48;

	private static final int DES_BLOCK = 8;

	private static final byte[] KEY = { 0x40, (byte) 0xb6, 0x7a, 0x30, 0x56, 0x73, (byte) 0xfd, 0x44 };

	/**
	 * Read the value of {@code Authorization}.
	 * @param header the value, {@code null} if there is none
	 * @return the credentials, none of them empty
	 * @throws HttpFailure with status 401 if the header is missing or wrong
	 */
	static Credentials fromHeader(@Nullable String header) throws HttpFailure {
		if (header == null || header.isEmpty()) {
			throw AdapterError.NO_AUTH.failure();
		}
		String value = header.trim();
		if (value.length() > 6 && value.startsWith("Basic")) {
			return basic(value.substring(6));
		}
		if (value.length() > 6 && value.startsWith("Taosd")) {
			return taosd(value.substring(6));
		}
		throw AdapterError.AUTH_TYPE.failure();
	}

	private static Credentials basic(String encoded) throws HttpFailure {
		byte[] bytes = decode(encoded, AdapterError.BASIC_AUTH);
		String pair = new String(bytes, StandardCharsets.UTF_8);
		int colon = pair.indexOf(':');
		if (colon <= 0 || colon == pair.length() - 1) {
			throw AdapterError.BASIC_AUTH.failure();
		}
		return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
	}

	private static Credentials taosd(String token) throws HttpFailure {
		byte[] bytes = decode(token, AdapterError.TAOSD_AUTH);
		if (bytes.length < MIN_TOKEN_BYTES || bytes.length % DES_BLOCK != 0) {
			throw AdapterError.TAOSD_AUTH.failure();
		}
		byte[] plain = des(Cipher.DECRYPT_MODE, bytes);
		String user = text(plain, 0, NAME_BYTES);
		String password = text(plain, NAME_BYTES, plain.length);
		if (user.isEmpty() || password.isEmpty()) {
			throw AdapterError.TAOSD_AUTH.failure();
		}
		return new Credentials(user, password);
	}

	private static byte[] decode(String encoded, AdapterError otherwise) throws HttpFailure {
		try {
			return Base64.getDecoder().decode(encoded);
		}
		catch (IllegalArgumentException ex) {
			throw otherwise.failure();
		}
	}

	private static String text(byte[] bytes, int from, int to) {
		int end = from;
		while (end < to && bytes[end] != 0) {
			end++;
		}
		return new String(bytes, from, end - from, StandardCharsets.UTF_8);
	}

	/**
	 * Return the token that {@code Authorization: Taosd} takes.
	 * @return the token
	 * @throws HttpFailure with status 400 if the name has more than 24 bytes
	 */
	String token() throws HttpFailure {
		byte[] name = this.user.getBytes(StandardCharsets.UTF_8);
		byte[] secret = this.password.getBytes(StandardCharsets.UTF_8);
		if (name.length > NAME_BYTES) {
			throw AdapterError.TOKEN.failure();
		}
		int length = Math.max(MIN_TOKEN_BYTES, (NAME_BYTES + secret.length + DES_BLOCK - 1) / DES_BLOCK * DES_BLOCK);
		ByteBuffer plain = ByteBuffer.allocate(length);
		plain.put(name).position(NAME_BYTES).put(secret);
		byte[] encrypted = des(Cipher.ENCRYPT_MODE, plain.array());
		Arrays.fill(plain.array(), (byte) 0);
		return Base64.getEncoder().encodeToString(encrypted);
	}

	private static byte[] des(int mode, byte[] bytes) {
		try {
			Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
			cipher.init(mode, new SecretKeySpec(KEY, "DES"));
			return cipher.doFinal(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no DES", ex);
		}
	}

	@Override
	public String toString() {
		return "Credentials[user=" + this.user + "]";
	}

}
