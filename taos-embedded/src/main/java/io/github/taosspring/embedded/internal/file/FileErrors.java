package io.github.taosspring.embedded.internal.file;

import java.io.IOException;

import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * What clients are told when files can't be written.
 */
public final class FileErrors {

	private static final int OUT_OF_DISK_SPACE = 0x012B;

	private static final int INTERNAL_ERROR = 0x0138;

	private FileErrors() {
	}

	/**
	 * Return the failure of a statement whose changes can't be kept.
	 * @param what whose log it is
	 * @param cause why it can't be written
	 * @return 0x012B if the disk is full, otherwise 0x0138
	 */
	public static SqlException sql(String what, IOException cause) {
		String message = String.valueOf(cause.getMessage());
		// as strerror says for ENOSPC, EDQUOT and Windows' ERROR_DISK_FULL
		boolean full = !(cause.getCause() instanceof IOException) && (message.contains("No space left")
				|| message.contains("quota exceeded") || message.contains("not enough space"));
		return full
				? new SqlException(OUT_OF_DISK_SPACE, "Out of disk space: the log of " + what + " can't grow", cause)
				: new SqlException(INTERNAL_ERROR,
						"Internal error: the log of " + what + " can't be written: " + message, cause);
	}

}
