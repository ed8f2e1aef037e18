package io.github.taosspring.client;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the codes of TDengine and taosAdapter mean for a caller: the kind of exception,
 * the SQLState and whether a retry makes sense.
 * <p>
 * Codes: {@code include/util/taoserror.h} of TDengine 3.3.7, {@code httperror} and
 * {@code driver/errors} of taosAdapter. Codes that stand for the same fault appear more
 * than once there ("table does not exist" has four).
 */
final class ServerCodes {

	/** The code under which taosAdapter reports all that TDengine has no code for. */
	static final int ADAPTER = 0xFFFF;

	/** The code under which taosAdapter asks to try again later. */
	private static final int LIMITED = 0xFFFE;

	private static final Set<String> CONNECTING = Set.of("conn", "login");

	private static final Set<String> SUBSCRIPTION = Set.of("subscribe", "unsubscribe", "poll", "fetch_raw_data",
			"fetch_json_meta", "commit", "commit_offset", "committed", "position", "assignment", "seek", "list_topics");

	private static final Rule DEFAULT = new Rule(Kind.DATABASE, "HY000", false);

	private static final Map<Integer, Rule> RULES = new HashMap<>();

	static {
		rule(Kind.CONNECTION, "08006", true, 0x000B, 0x0015, 0x0018, 0x0020, 0x0021, 0x0022, 0x0023, 0x0213, 0x0215);
		rule(Kind.CONNECTION, "08003", true, 0x020B);
		rule(Kind.LOGIN, "28000", false, 0x0357, 0x0351, 0x0353, 0x0315, 0x0358, 0x0003, 0x1105, 0x1122, 0x1124,
				0x1125);
		rule(Kind.OPERATIONAL, "28000", false, 0x0134);
		rule(Kind.OPERATIONAL, "42501", false, 0x0303, 0x2644, 0x0512, 0x0214);

		rule(Kind.TMQ, "HY000", true, 0x03EA, 0x4010);
		rule(Kind.TMQ, "40001", true, 0x03EF);
		rule(Kind.TMQ, "22003", false, 0x4007);

		rule(Kind.SCHEMALESS, "22000", false, 0x021B);

		rule(Kind.STATEMENT, "HY010", false, 0x022A, 0x022B, 0x022C, 0x0230, 0x267D, 0x267E);
		rule(Kind.STATEMENT, "07001", false, 0x0236);
		rule(Kind.STATEMENT, "23502", false, 0x267B, 0x267C);

		rule(Kind.RESULT, "24000", false, 0x0201, 0x0700);

		rule(Kind.PROGRAMMING, "42601", false, 0x2600, 0x2601, 0x0216);
		rule(Kind.PROGRAMMING, "42S02", false, 0x2603, 0x0618, 0x0362, 0x061A);
		rule(Kind.PROGRAMMING, "42S01", false, 0x0360, 0x0603, 0x061D, 0x03E0);
		rule(Kind.PROGRAMMING, "42S22", false, 0x2602, 0x036C, 0x036A, 0x0526);
		rule(Kind.PROGRAMMING, "3D000", false, 0x0388, 0x2404, 0x0217, 0x0380, 0x2616);
		rule(Kind.PROGRAMMING, "42710", false, 0x0381, 0x0350, 0x0373);
		rule(Kind.PROGRAMMING, "42000", false, 0x2700, 0xFFFD);

		rule(Kind.DATA, "22001", false, 0x2653);
		rule(Kind.DATA, "22003", false, 0x0224, 0x060B, 0x013D);
		rule(Kind.DATA, "22007", false, 0x2635, 0x0127);
		rule(Kind.DATA, "22018", false, 0x2605, 0x266A, 0x3250);

		rule(Kind.TIMEOUT, "HYT00", true, 0x0019, 0x012C, 0x2504, 0x0903);
		rule(Kind.OPERATIONAL, "57014", false, 0x020F, 0x022D, 0x0724);
		rule(Kind.OPERATIONAL, "40001", true, 0x0125, 0x03D3, 0x0530, 0x0531, 0x0707, 0x0024, 0x090C, 0x0914, 0x0917,
				0x0130);
		rule(Kind.OPERATIONAL, "53300", true, 0xFFFE);
		rule(Kind.OPERATIONAL, "53000", true, 0x0529, 0x0541, 0x0408);
		rule(Kind.OPERATIONAL, "53100", true, 0x012B);
		rule(Kind.OPERATIONAL, "53200", true, 0x0102, 0x0126, 0x070B);
		rule(Kind.OPERATIONAL, "HY000", false, 0x0800);

		rule(Kind.DATABASE, "0A000", false, 0x0100);
		rule(Kind.INTERNAL, "HY000", false, 0x0110, 0x0138, 0x02FF);
	}

	private ServerCodes() {
	}

	private static void rule(Kind kind, String sqlState, boolean retryable, int... codes) {
		Rule rule = new Rule(kind, sqlState, retryable);
		for (int code : codes) {
			if (RULES.put(code, rule) != null) {
				throw new IllegalStateException("Two rules for 0x%04x".formatted(code));
			}
		}
	}

	/**
	 * Return what a failure means. The action and the code pick kind and SQLState, the
	 * code alone whether to retry; under {@link #ADAPTER} and for the code that an
	 * operating system's error shares, the text has to tell.
	 * @param action the action that failed, as it stands on the wire
	 * @param code the low 16 bits
	 * @param text the server's text
	 * @return the rule
	 */
	static Rule find(String action, int code, String text) {
		return forAction(action, byCode(code, text.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Return what a refusal means that has no code: its text tells, or else its HTTP
	 * status.
	 * @param action the action that failed
	 * @param status the HTTP status
	 * @param text the server's text
	 * @return the rule
	 */
	static Rule findByStatus(String action, int status, String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		Rule rule = byAdapterText(lower);
		return forAction(action, (rule != DEFAULT) ? rule : byStatus(status, lower));
	}

	private static Rule byStatus(int status, String text) {
		return switch (status) {
			case 401 -> new Rule(Kind.LOGIN, "28000", false);
			case 403 -> text.contains("sql rejected") ? new Rule(Kind.PROGRAMMING, "42000", false)
					: new Rule(Kind.OPERATIONAL, "42501", false);
			case 429, 503 -> new Rule(Kind.OPERATIONAL, "53300", true);
			case 502, 504 -> new Rule(Kind.CONNECTION, "08006", true);
			default -> DEFAULT;
		};
	}

	private static Rule forAction(String action, Rule rule) {
		return switch (rule.kind()) {
			case CONNECTION -> CONNECTING.contains(action) ? rule.with(Kind.CONNECTION, "08001") : rule;
			case LOGIN -> rule.with(CONNECTING.contains(action) ? Kind.CONNECTION : Kind.OPERATIONAL, "28000");
			case TMQ, SCHEMALESS -> rule;
			case OPERATIONAL -> isRefusal(rule) ? rule : byAction(action, rule);
			default -> byAction(action, rule);
		};
	}

	private static boolean isRefusal(Rule rule) {
		return "28000".equals(rule.sqlState()) || "42501".equals(rule.sqlState());
	}

	private static Rule byAction(String action, Rule rule) {
		if (SUBSCRIPTION.contains(action)) {
			return rule.with(Kind.TMQ, rule.retryable() ? rule.sqlState() : "HY000");
		}
		if ("insert".equals(action)) {
			return rule.with(Kind.SCHEMALESS, rule.retryable() ? rule.sqlState() : "22000");
		}
		return rule;
	}

	private static Rule byCode(int code, String text) {
		if (code == ADAPTER) {
			return byAdapterText(text);
		}
		if (code == 0x0018 && text.contains("too many open files")) {
			// errno 24, whose upper half was cut off on the way
			return new Rule(Kind.OPERATIONAL, "53000", false);
		}
		if (code == LIMITED && text.contains("unknown error")) {
			// of libtaos, for a key of a subscription that it does not know
			return DEFAULT;
		}
		Rule rule = RULES.get(code);
		if (rule != null) {
			return rule;
		}
		return switch (code >> 8) {
			case 0x40 -> new Rule(Kind.TMQ, "HY000", false);
			case 0x30 -> new Rule(Kind.SCHEMALESS, "22000", false);
			case 0x26, 0x28 -> new Rule(Kind.PROGRAMMING, "42000", false);
			case 0x03 -> (code >= 0x03E6 && code <= 0x03EF) ? new Rule(Kind.TMQ, "HY000", false) : DEFAULT;
			default -> DEFAULT;
		};
	}

	private static Rule byAdapterText(String text) {
		if (text.contains("server not connected")) {
			return new Rule(Kind.CONNECTION, "08003", true);
		}
		if (text.contains("get connection timeout") || text.contains("exceeded connection pool max wait")) {
			return new Rule(Kind.OPERATIONAL, "53300", true);
		}
		if (text.contains("whitelist")) {
			return new Rule(Kind.OPERATIONAL, "28000", false);
		}
		if (text.contains("stmt is nil") || text.contains("stmt2 is nil")) {
			return new Rule(Kind.STATEMENT, "HY010", false);
		}
		if (text.contains("result is nil") || text.contains("result has been freed") || text.contains("block is nil")) {
			return new Rule(Kind.RESULT, "24000", false);
		}
		return DEFAULT;
	}

	/**
	 * Which exception a failure becomes.
	 */
	enum Kind {

		CONNECTION, LOGIN, OPERATIONAL, TIMEOUT, TMQ, SCHEMALESS, STATEMENT, RESULT, PROGRAMMING, DATA, INTERNAL,
		DATABASE

	}

	/**
	 * What a failure means.
	 *
	 * @param kind which exception it becomes
	 * @param sqlState five characters
	 * @param retryable whether a retry makes sense
	 */
	record Rule(Kind kind, String sqlState, boolean retryable) {

		Rule with(Kind newKind, String newSqlState) {
			return new Rule(newKind, newSqlState, this.retryable);
		}

	}

}
