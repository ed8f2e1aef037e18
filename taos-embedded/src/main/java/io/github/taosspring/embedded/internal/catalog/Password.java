package io.github.taosspring.embedded.internal.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * What is kept of a password: a salted hash, as it may end up in a file. Immutable.
 */
public final class Password {

	private static final SecureRandom random = new SecureRandom();

	private static final int SALT = 16;

	private final byte[] salt;

	private final byte[] hash;

	/**
	 * Create a password from what was kept of it.
	 * @param salt the salt
	 * @param hash the hash
	 */
	public Password(byte[] salt, byte[] hash) {
		this.salt = salt.clone();
		this.hash = hash.clone();
	}

	/**
	 * Create a password.
	 * @param text the text
	 * @return what is kept of it
	 */
	static Password of(String text) {
		byte[] salt = new byte[SALT];
		random.nextBytes(salt);
		return new Password(salt, hash(salt, text));
	}

	private static byte[] hash(byte[] salt, String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt);
			return digest.digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean matches(String text) {
		return MessageDigest.isEqual(this.hash, hash(this.salt, text));
	}

	/**
	 * Return the salt.
	 * @return a copy
	 */
	public byte[] salt() {
		return this.salt.clone();
	}

	/**
	 * Return the hash.
	 * @return a copy
	 */
	public byte[] hash() {
		return this.hash.clone();
	}

}
