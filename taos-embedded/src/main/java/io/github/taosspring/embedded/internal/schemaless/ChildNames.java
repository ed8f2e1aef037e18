package io.github.taosspring.embedded.internal.schemaless;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * Names the child tables of points: by the value of a tag, or by a digest of measurement
 * and tags ({@code tname.c:buildChildTableName}).
 */
final class ChildNames {

	private static final int MAX_NAME = 192;

	private final byte[] nameKey;

	private final MessageDigest digest;

	/**
	 * Create names.
	 * @param nameKey the tag whose value is the name, empty for none
	 */
	ChildNames(String nameKey) {
		this.nameKey = nameKey.getBytes(StandardCharsets.UTF_8);
		try {
			this.digest = MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JVM has no MD5", ex);
		}
	}

	/**
	 * Return a table's name.
	 * @param measurement the measurement as written, with its backslashes
	 * @param tags the tags; the one that names the table is removed
	 */
	String name(byte[] measurement, List<TagText> tags) {
		for (int i = 0; this.nameKey.length > 0 && i < tags.size(); i++) {
			TagText tag = tags.get(i);
			if (Arrays.equals(tag.key(), this.nameKey)) {
				if (!(tag.value() instanceof byte[] bytes)) {
					throw new SqlException(SchemalessErrors.INVALID_DATA,
							"the tag that names the table must be a text: " + tag.quoted());
				}
				tags.remove(i);
				return withoutDots(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_NAME)));
			}
		}
		return digest(measurement, tags);
	}

	private String digest(byte[] measurement, List<TagText> tags) {
		List<TagText> sorted = new ArrayList<>(tags);
		sorted.sort((a, b) -> compare(a.key(), b.key()));
		byte[] dotless = measurement.clone();
		replaceDots(dotless);
		this.digest.update(dotless);
		for (TagText tag : sorted) {
			this.digest.update((byte) ',');
			this.digest.update(tag.key());
			this.digest.update((byte) '=');
			this.digest.update(tag.memory());
		}
		return "t_" + HexFormat.of().formatHex(this.digest.digest());
	}

	/**
	 * Compare names without regard to the case of ASCII letters.
	 */
	private static int compare(byte[] a, byte[] b) {
		for (int i = 0; i < Math.min(a.length, b.length); i++) {
			int difference = lower(a[i]) - lower(b[i]);
			if (difference != 0) {
				return difference;
			}
		}
		return a.length - b.length;
	}

	private static int lower(byte c) {
		return (c >= 'A' && c <= 'Z') ? c + 32 : c & 0xff;
	}

	private static void replaceDots(byte[] name) {
		for (int i = 0; i < name.length; i++) {
			if (name[i] == '.') {
				name[i] = '_';
			}
		}
	}

	/**
	 * Return a table's name: dots are underscores, as TDengine has it by default
	 * ({@code smlDot2Underline}).
	 */
	static String withoutDots(byte[] name) {
		return new String(name, StandardCharsets.UTF_8).replace('.', '_');
	}

}
