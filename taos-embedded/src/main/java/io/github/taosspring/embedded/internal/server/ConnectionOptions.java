package io.github.taosspring.embedded.internal.server;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.embedded.internal.engine.EngineSession;
import io.github.taosspring.embedded.internal.sql.SqlException;

/**
 * The options of a connection by their numbers in {@code taos.h}
 * ({@code TSDB_OPTION_CONNECTION}). An option that would change nothing here is refused
 * by name.
 */
final class ConnectionOptions {

	private static final int CLEAR = -1;

	private static final int CHARSET = 0;

	private static final int TIME_ZONE = 1;

	private static final int USER_IP = 2;

	private static final int USER_APP = 3;

	/** {@code TSDB_CODE_INVALID_PARA}. */
	private static final int INVALID_PARAMETERS = 0x0118;

	/** {@code EINVAL}. */
	private static final int INVALID_ARGUMENT = 22;

	private ConnectionOptions() {
	}

	/**
	 * Set or reset an option.
	 * @param context what all requests share
	 * @param session the connection
	 * @param option its number
	 * @param value the value, {@code null} to reset it
	 * @throws SqlException if the option is unknown or has no effect here
	 */
	static void set(ServerContext context, EngineSession session, int option, @Nullable String value) {
		switch (option) {
			case CLEAR -> context.resetZone(session);
			case CHARSET -> setCharset(value);
			case TIME_ZONE -> setZone(context, session, value);
			case USER_IP -> setUnused("USER_IP", value);
			case USER_APP -> setUnused("USER_APP", value);
			default -> throw new SqlException(INVALID_PARAMETERS, "Invalid parameters");
		}
	}

	private static void setZone(ServerContext context, EngineSession session, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			context.resetZone(session);
		}
		else {
			session.zone(value);
		}
	}

	/** UTF-8 is what the server speaks; it cannot speak anything else. */
	private static void setCharset(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return;
		}
		Charset charset;
		try {
			charset = Charset.forName(value);
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw new SqlException(INVALID_ARGUMENT, "Invalid argument");
		}
		if (!charset.equals(StandardCharsets.UTF_8)) {
			throw new SqlException(INVALID_PARAMETERS,
					"Invalid parameters: the embedded server has no charset but UTF-8, not " + value);
		}
	}

	/** A reset of what was never set is no lie. */
	private static void setUnused(String name, @Nullable String value) {
		if (value != null) {
			throw new SqlException(INVALID_PARAMETERS,
					"Invalid parameters: TSDB_OPTION_CONNECTION_" + name + " has no effect on the embedded server");
		}
	}

}
