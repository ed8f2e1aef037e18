package io.github.taosspring.benchmarks.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The bound statements of one socket: counts the rows that are bound and keeps none.
 * <p>
 * Layouts are those of {@code stmt2} in taosAdapter ({@code controller/ws/ws/stmt2.go},
 * {@code driver/wrapper/stmt2binary.go}).
 */
final class BoundInserts {

	private static final Pattern USING = Pattern.compile("insert into \\? using \\S+ tags ?\\(.*\\) values ?\\(.*\\)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NAMED = Pattern.compile("insert into \\S+ ?\\((.*)\\) values ?\\(.*\\)",
			Pattern.CASE_INSENSITIVE);

	/** Where the payload begins in a frame of {@code stmt2_bind}. */
	private static final int PAYLOAD = 30;

	private final Map<Long, Long> boundRows = new HashMap<>();

	private long lastId;

	/**
	 * Make a statement.
	 * @return its id
	 */
	long open() {
		this.boundRows.put(++this.lastId, 0L);
		return this.lastId;
	}

	void close(long id) {
		this.boundRows.remove(id);
	}

	/**
	 * Describe the parameters of an INSERT into meters.
	 * @return the fields in JSON, {@code null} for a statement that is not known
	 */
	static @Nullable String fields(String sql) {
		String text = sql.strip().replace("`", "");
		if (USING.matcher(text).matches()) {
			return fields("tbname", "groupid", "location", "ts", "current", "voltage", "phase");
		}
		Matcher named = NAMED.matcher(text);
		return named.matches() ? fields(named.group(1).toLowerCase().split(" ?, ?")) : null;
	}

	private static @Nullable String fields(String... names) {
		StringBuilder json = new StringBuilder("[");
		for (String name : names) {
			String field = field(name.strip());
			if (field == null) {
				return null;
			}
			json.append((json.length() > 1) ? "," : "").append(field);
		}
		return json.append("],\"fields_count\":").append(names.length).toString();
	}

	private static @Nullable String field(String name) {
		return switch (name) {
			case "tbname" -> field(name, 8, 271, 4);
			case "ts" -> field(name, 9, 8, 1);
			case "current", "phase" -> field(name, 6, 4, 1);
			case "voltage" -> field(name, 4, 4, 1);
			case "groupid" -> field(name, 4, 4, 2);
			case "location" -> field(name, 8, 26, 2);
			default -> null;
		};
	}

	private static String field(String name, int type, int bytes, int bindType) {
		return "{\"name\":\"" + name + "\",\"field_type\":" + type + ",\"precision\":0,\"scale\":0,\"bytes\":" + bytes
				+ ",\"bind_type\":" + bindType + "}";
	}

	/**
	 * Count the rows of a {@code stmt2_bind}.
	 * @return whether the statement is known
	 */
	boolean bind(long id, FrameChannel.Message frame) {
		Long before = this.boundRows.get(id);
		if (before == null) {
			return false;
		}
		int tables = frame.intAt(PAYLOAD + 4);
		int lengths = PAYLOAD + frame.intAt(PAYLOAD + 24);
		int table = lengths + 4 * tables;
		long rows = before;
		for (int i = 0; i < tables; i++) {
			// the first column's block: length, type, number of rows
			rows += frame.intAt(table + 8);
			table += frame.intAt(lengths + 4 * i);
		}
		this.boundRows.put(id, rows);
		return true;
	}

	/**
	 * Execute what was bound.
	 * @return the rows, {@code null} for a statement that is not known
	 */
	@Nullable Long execute(long id) {
		return this.boundRows.replace(id, 0L);
	}

}
