package io.github.taosspring.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import io.github.taosspring.client.TaosLimits;

/**
 * Child tables named by the super table and half of the SHA-256 of the tags' values, such
 * as {@code meters_5f16…}: equal tags give equal names, in every application. The hash is
 * over each value's text in UTF-8 with its length in characters and a colon before it,
 * {@code -} for null.
 */
final class HashTableName implements ChildTableName {

	private static final int HASH_BYTES = 16;

	private final String superTable;

	private final List<KeyPart> tags;

	HashTableName(String superTable, List<KeyPart> tags, String owner) {
		this.superTable = superTable;
		this.tags = List.copyOf(tags);
		int bytes = superTable.getBytes(StandardCharsets.UTF_8).length + 1 + 2 * HASH_BYTES;
		if (bytes > TaosLimits.TABLE_NAME_BYTES) {
			throw new TaosMappingException(
					"The super table's name '" + superTable + "' of " + owner
							+ " is too long for child tables named by it and a hash: " + bytes
							+ " bytes, TDengine allows " + TaosLimits.TABLE_NAME_BYTES + "; give it a @TableName",
					null);
		}
	}

	@Override
	public void appendKey(Object row, StringBuilder key) {
		for (KeyPart tag : this.tags) {
			int start = key.length();
			if (tag.append(row, key)) {
				int length = key.length() - start;
				key.insert(start, ':').insert(start, length);
			}
			else {
				key.append('-');
			}
		}
	}

	@Override
	public List<KeyPart> parts() {
		return this.tags;
	}

	@Override
	public String name(CharSequence key, Object row) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(StandardCharsets.UTF_8));
			return this.superTable + "_" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	@Override
	public boolean determines(List<TaosEntityColumn> tags) {
		return true;
	}

	@Override
	public Overlap overlap(ChildTableName other) {
		return Overlap.NONE;
	}

	@Override
	public String toString() {
		return "'" + this.superTable + "_<hash of the tags>'";
	}

}
