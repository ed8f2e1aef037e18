package io.github.taosspring.embedded.internal.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The actions of {@code /rest/tmq} ({@code controller/ws/tmq/const.go} of taosAdapter).
 */
enum TmqAction {

	VERSION, SUBSCRIBE, POLL, FETCH, FETCH_BLOCK, FETCH_RAW, FETCH_RAW_DATA, FETCH_JSON_META, COMMIT, COMMIT_OFFSET,
	ASSIGNMENT, SEEK, COMMITTED, POSITION, LIST_TOPICS, UNSUBSCRIBE;

	private static final Map<String, TmqAction> BY_NAME = Arrays.stream(values())
		.collect(Collectors.toMap((action) -> action.name().toLowerCase(Locale.ROOT), Function.identity()));

	/**
	 * Return whether errors name the message that was asked for.
	 */
	boolean fetches() {
		return switch (this) {
			case FETCH, FETCH_BLOCK, FETCH_RAW, FETCH_RAW_DATA, FETCH_JSON_META -> true;
			default -> false;
		};
	}

	/**
	 * Find an action.
	 * @param name its name
	 * @return the action, {@code null} if there is none of that name
	 */
	static @Nullable TmqAction find(String name) {
		return BY_NAME.get(name);
	}

}
