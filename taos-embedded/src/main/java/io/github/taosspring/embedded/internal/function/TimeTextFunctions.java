package io.github.taosspring.embedded.internal.function;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * {@code to_char} and {@code to_timestamp}. The first prints in UTC whatever the
 * session's zone, the second reads in the standard time of that zone: so did the recorded
 * server.
 */
final class TimeTextFunctions {

	/** The declared length of a time as text. */
	private static final int TEXT_LENGTH = 4094;

	private TimeTextFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(toChar(), toTimestamp());
	}

	private static ScalarFunction toChar() {
		return Lift.of("to_char", (arguments) -> {
			Arguments.count("to_char", arguments, 2, 2);
			if (!arguments.get(0).type().isTimestamp() || !arguments.get(1).type().isText()) {
				throw Arguments.wrongType("to_char");
			}
			return ColumnType.varchar(TEXT_LENGTH);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			Patterns patterns = new Patterns(arguments[1]);
			for (int row = 0; row < size; row++) {
				if (!Arguments.anyNull(arguments, row)) {
					result.setText(row, patterns.at(row).format(arguments[0].longs[row], context.precision()));
				}
			}
			return result;
		});
	}

	private static ScalarFunction toTimestamp() {
		return Lift.of("to_timestamp", (arguments) -> {
			Arguments.count("to_timestamp", arguments, 2, 2);
			if (!arguments.get(0).type().isText() || !arguments.get(1).type().isText()) {
				throw Arguments.wrongType("to_timestamp");
			}
			return ColumnType.TIMESTAMP;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			Patterns patterns = new Patterns(arguments[1]);
			ZoneOffset offset = context.zone().getRules().getStandardOffset(context.instant());
			for (int row = 0; row < size; row++) {
				if (Arguments.anyNull(arguments, row)) {
					result.setNull(row);
				}
				else {
					LocalDateTime time = patterns.at(row).parse(arguments[0].text(row));
					result.setLong(row, units(time, offset, context.precision()));
				}
			}
			return result;
		});
	}

	private static long units(LocalDateTime time, ZoneOffset offset, TaosPrecision precision) {
		long perSecond = precision.unitsPerSecond();
		return time.toEpochSecond(offset) * perSecond + time.getNano() / (1_000_000_000L / perSecond);
	}

	/** The patterns of the rows, read again only where they change. */
	private static final class Patterns {

		private final Vector texts;

		private byte @Nullable [] lastText;

		private @Nullable TimePattern last;

		Patterns(Vector texts) {
			this.texts = texts;
		}

		TimePattern at(int row) {
			TimePattern pattern = this.last;
			byte[] text = this.texts.bytes(row);
			if (pattern == null || text != this.lastText) {
				pattern = new TimePattern(this.texts.text(row));
				this.last = pattern;
				this.lastText = text;
			}
			return pattern;
		}

	}

}
