package io.github.taosspring.embedded.internal.server;

/**
 * The version that the server claims to be, and what taosAdapter of that version has: the
 * first releases that contain it.
 */
final class ClaimedVersion {

	private final String version;

	/** The first four numbers in one. */
	private final long number;

	ClaimedVersion(String version) {
		this.version = version;
		String[] parts = version.split("[.-]");
		int[] numbers = new int[4];
		for (int i = 0; i < numbers.length && i < parts.length; i++) {
			numbers[i] = parts[i].matches("\\d{1,5}") ? Integer.parseInt(parts[i]) : 0;
		}
		this.number = number(numbers[0], numbers[1], numbers[2], numbers[3]);
	}

	private static long number(int... numbers) {
		long number = 0;
		for (int each : numbers) {
			number = number * 100_000 + each;
		}
		return number;
	}

	/**
	 * Return whether this is a version or a later one.
	 */
	private boolean isAtLeast(int major, int minor, int patch, int build) {
		return this.number >= number(major, minor, patch, build);
	}

	/**
	 * Return whether {@code /ws} has an action.
	 */
	boolean has(WsAction action) {
		return switch (action) {
			case STMT2_INIT, STMT2_PREPARE, STMT2_EXEC, STMT2_RESULT, STMT2_CLOSE -> isAtLeast(3, 3, 3, 0);
			case OPTIONS_CONNECTION -> isAtLeast(3, 3, 5, 0);
			case CHECK_SERVER_STATUS -> isAtLeast(3, 3, 6, 0);
			case GET_CONNECTION_INFO -> isAtLeast(3, 4, 0, 0);
			default -> true;
		};
	}

	/**
	 * Return what a reply calls the action of a binary message.
	 * @param action its number
	 * @return the name, {@link WsAction#UNKNOWN_BINARY} if this version has none
	 */
	String binaryName(long action) {
		boolean has = switch ((action >= 0 && action <= 11) ? (int) action : -1) {
			case 6, 7 -> isAtLeast(3, 3, 1, 0);
			case 9 -> isAtLeast(3, 3, 3, 0);
			case 10 -> isAtLeast(3, 3, 6, 0);
			case 11 -> isAtLeast(3, 4, 1, 13);
			default -> true;
		};
		return has ? WsAction.binaryName(action) : WsAction.UNKNOWN_BINARY;
	}

	/**
	 * Return whether a connection may have a zone of its own: {@code tz} of {@code conn},
	 * {@code conn_tz} of REST.
	 */
	boolean hasConnectionZone() {
		return isAtLeast(3, 3, 5, 0);
	}

	/**
	 * Return whether results name the precisions and scales of their columns.
	 */
	boolean hasScales() {
		return isAtLeast(3, 3, 6, 0);
	}

	/**
	 * Return whether a login may be by token.
	 */
	boolean hasTokens() {
		return isAtLeast(3, 4, 0, 0);
	}

	@Override
	public String toString() {
		return this.version;
	}

}
