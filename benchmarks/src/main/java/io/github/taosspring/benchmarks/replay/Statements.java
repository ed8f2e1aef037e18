package io.github.taosspring.benchmarks.replay;

import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.wire.BlockEncoder;

/**
 * The statements that the replay server knows by their text.
 */
final class Statements {

	private static final Pattern SCAN = Pattern.compile("select \\* from (numbers|tagged) limit (\\d+)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern POINT = Pattern.compile("select last_row\\(\\*\\) from d(\\d+)",
			Pattern.CASE_INSENSITIVE);

	private static final List<TaosColumn> ALIVE = List.of(new TaosColumn("status", TaosType.INT, 4, 0, 0));

	private static final List<TaosColumn> TEXT = List.of(new TaosColumn("text", TaosType.VARCHAR, 64, 0, 0));

	private final Map<DataSet, EncodedRows> rows = new EnumMap<>(DataSet.class);

	Statements() {
		for (DataSet dataSet : DataSet.values()) {
			this.rows.put(dataSet, new EncodedRows(dataSet));
		}
	}

	/**
	 * Find what a statement answers.
	 * @param sql the text
	 * @return the answer, {@code null} for a statement that is not known
	 */
	@Nullable Answer answer(String sql) {
		String text = sql.strip();
		Matcher scan = SCAN.matcher(text);
		if (scan.matches()) {
			DataSet dataSet = DataSet.valueOf(scan.group(1).toUpperCase(Locale.ROOT));
			long count = Long.parseLong(scan.group(2));
			EncodedRows encoded = this.rows.get(dataSet);
			return new Answer(dataSet.columns(), (index) -> encoded.block(index, count));
		}
		Matcher point = POINT.matcher(text);
		if (point.matches()) {
			return one(DataSet.NUMBERS.columns(),
					(encoder) -> DataSet.NUMBERS.append(encoder, Long.parseLong(point.group(1))));
		}
		Answer meters = Meters.answer(text.replace("`", ""));
		if (meters != null) {
			return meters;
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "show cluster alive" -> one(ALIVE, (encoder) -> encoder.column(0).appendLong(1));
			case "select server_version()" ->
				one(TEXT, (encoder) -> encoder.column(0).appendString(ReplayServer.VERSION));
			case "select timezone()" -> one(TEXT, (encoder) -> encoder.column(0).appendString(zone()));
			default -> null;
		};
	}

	/**
	 * Count the rows of an INSERT into child tables, each of which has its tags in
	 * parentheses in front of {@code values}.
	 */
	static long rowsOfInsert(String sql) {
		long rows = 0;
		boolean values = false;
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (c == '(') {
				rows += values ? 1 : 0;
			}
			else if (c == 'v' && sql.startsWith("values", i)) {
				values = true;
			}
			else if (c == 'u' && sql.startsWith("using", i)) {
				values = false;
			}
		}
		return rows;
	}

	/**
	 * Return the zone of this process, which is that of its clients.
	 */
	private static String zone() {
		return DateTimeFormatter.ofPattern("VV (zzz, xx)", Locale.ENGLISH).format(ZonedDateTime.now());
	}

	/**
	 * Answer one block, or none if the rows are empty.
	 */
	static Answer one(List<TaosColumn> columns, Consumer<BlockEncoder> row) {
		return new Answer(columns, (index) -> {
			if (index > 0) {
				return null;
			}
			BlockEncoder encoder = new BlockEncoder(columns);
			row.accept(encoder);
			return encoder.finish();
		});
	}

	/**
	 * The rows of a statement.
	 *
	 * @param columns the columns
	 * @param blocks the blocks by their index
	 */
	record Answer(List<TaosColumn> columns, Blocks blocks) {

	}

	/**
	 * Gives blocks.
	 */
	interface Blocks {

		@Nullable ByteBuffer block(long index);

	}

}
