package io.github.taosspring.embedded.internal.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The actions of {@code /ws} ({@code controller/ws/ws/const.go} of taosAdapter).
 */
enum WsAction {

	VERSION, CONN("connect"), CHECK_SERVER_STATUS, QUERY, FETCH, FETCH_BLOCK, FREE_RESULT, NUM_FIELDS, GET_CURRENT_DB,
	GET_SERVER_INFO, OPTIONS_CONNECTION, GET_CONNECTION_INFO, STMT2_INIT, STMT2_PREPARE, STMT2_EXEC, STMT2_RESULT,
	STMT2_CLOSE,

	// statements of the first kind
	INIT("stmt init"), PREPARE("stmt prepare"), SET_TABLE_NAME("stmt set table name"),
	GET_TAG_FIELDS("stmt get tag fields"), GET_COL_FIELDS("stmt get col fields"), SET_TAGS("stmt set tags"),
	BIND("stmt bind"), ADD_BATCH("stmt add batch"), EXEC("stmt exec"), USE_RESULT("stmt use result"), STMT_NUM_PARAMS,
	STMT_GET_PARAM, CLOSE("stmt close"),

	INSERT("schemaless insert");

	/** What a reply calls the action of a binary message that no one knows. */
	static final String UNKNOWN_BINARY = "unknown";

	private static final Map<String, WsAction> BY_NAME = Arrays.stream(values())
		.collect(Collectors.toMap((action) -> action.name().toLowerCase(Locale.ROOT), Function.identity()));

	private static final String[] BINARY_NAMES = { UNKNOWN_BINARY, "set_tags", "bind", "write_raw", "write_raw_block",
			"write_raw_block_with_fields", "binary_query", "fetch_raw_block", UNKNOWN_BINARY, "stmt2_bind",
			"validate_sql", "stmt2_bind_exec" };

	private final String words;

	WsAction() {
		this.words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	WsAction(String words) {
		this.words = words;
	}

	/**
	 * Return how the text of an error calls the action.
	 */
	String words() {
		return this.words;
	}

	/**
	 * Return whether the action needs a login.
	 */
	boolean needsLogin() {
		return ordinal() > CHECK_SERVER_STATUS.ordinal();
	}

	/**
	 * Return whether the action is for statements of the first kind.
	 */
	boolean isStmt1() {
		return ordinal() >= INIT.ordinal() && ordinal() <= CLOSE.ordinal();
	}

	/**
	 * Find an action.
	 * @param name its name
	 * @return the action, {@code null} if taosAdapter has none of that name
	 */
	static @Nullable WsAction find(String name) {
		return BY_NAME.get(name);
	}

	/**
	 * Return what a reply calls the action of a binary message.
	 * @param action its number
	 * @return the name
	 */
	static String binaryName(long action) {
		return (action >= 0 && action < BINARY_NAMES.length) ? BINARY_NAMES[(int) action] : UNKNOWN_BINARY;
	}

}
