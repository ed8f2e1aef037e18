package io.github.taosspring.embedded.internal.function;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Functions that measure, change or cut one text.
 * <p>
 * Positions and lengths count characters; {@code length} alone counts bytes.
 */
final class TextFunctions {

	/** The bytes of a character of NCHAR (UCS-4). */
	private static final int NCHAR_BYTES = 4;

	private TextFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(charLength(), length(), change("lower", (text) -> fold(text, 'A', 'Z', 'a' - 'A')),
				change("upper", (text) -> fold(text, 'a', 'z', 'A' - 'a')), trimOneSide("ltrim", false),
				trimOneSide("rtrim", true), trim(), substring("substr"), substring("substring"), substringIndex(),
				repeat(), replace(), position(), ascii());
	}

	private static ScalarFunction charLength() {
		return Lift.of("char_length", (arguments) -> {
			Arguments.count("char_length", arguments, 1, 1);
			Arguments.text("char_length", arguments.get(0));
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> longs(arguments, size, (row) -> {
			String text = arguments[0].text(row);
			return text.codePointCount(0, text.length());
		}));
	}

	private static ScalarFunction length() {
		return Lift.of("length", (arguments) -> {
			Arguments.count("length", arguments, 1, 1);
			if (arguments.get(0).type().type() != TaosType.VARBINARY) {
				Arguments.text("length", arguments.get(0));
			}
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> longs(arguments, size, (row) -> {
			if (arguments[0].type().type() != TaosType.NCHAR) {
				return arguments[0].bytes(row).length;
			}
			String text = arguments[0].text(row);
			return (long) text.codePointCount(0, text.length()) * NCHAR_BYTES;
		}));
	}

	private static Vector longs(Vector[] arguments, int size, LongCode code) {
		Vector result = new Vector(ColumnType.BIGINT, size);
		for (int row = 0; row < size; row++) {
			if (Arguments.anyNull(arguments, row)) {
				result.setNull(row);
			}
			else {
				result.setLong(row, code.apply(row));
			}
		}
		return result;
	}

	private static Vector texts(ColumnType type, Vector[] arguments, int size, TextCode code) {
		Vector result = new Vector(type, size);
		for (int row = 0; row < size; row++) {
			if (!Arguments.anyNull(arguments, row)) {
				result.setText(row, code.apply(row));
			}
		}
		return result;
	}

	/** ASCII letters only, as TDengine's C library does. */
	private static String fold(String text, char first, char last, int distance) {
		StringBuilder folded = new StringBuilder(text);
		for (int i = 0; i < folded.length(); i++) {
			char c = folded.charAt(i);
			if (c >= first && c <= last) {
				folded.setCharAt(i, (char) (c + distance));
			}
		}
		return folded.toString();
	}

	/** A function of a text that must not be a literal NULL. */
	private static ScalarFunction change(String name, UnaryOperator<String> code) {
		return Lift.of(name, (arguments) -> {
			requireText(name, arguments);
			return arguments.get(0).type();
		}, (context, type, arguments, size) -> texts(type, arguments, size,
				(row) -> code.apply(arguments[0].text(row))));
	}

	private static void requireText(String name, List<Argument> arguments) {
		Arguments.count(name, arguments, 1, 1);
		if (!arguments.get(0).type().isText()) {
			throw Arguments.wrongType(name);
		}
	}

	/** The type of a constant is as long as what is left of it. */
	private static ScalarFunction trimOneSide(String name, boolean right) {
		return Lift.of(name, (arguments) -> {
			requireText(name, arguments);
			Argument argument = arguments.get(0);
			String text = argument.text();
			if (!argument.constant() || text == null) {
				return argument.type();
			}
			String left = trim(text, " ", !right, right);
			return Arguments.textLike(argument.type(), left.getBytes(StandardCharsets.UTF_8).length);
		}, (context, type, arguments, size) -> texts(type, arguments, size,
				(row) -> trim(arguments[0].text(row), " ", !right, right)));
	}

	/**
	 * {@code trim(text, characters, side)}; characters that are NULL stand for a blank.
	 */
	private static ScalarFunction trim() {
		return Lift.of("trim", (arguments) -> {
			Arguments.count("trim", arguments, 1, 3);
			Arguments.text("trim", arguments.get(0));
			if (arguments.size() > 1) {
				Arguments.text("trim", arguments.get(1));
			}
			return arguments.get(0).type().isNull() ? ColumnType.varchar(0) : arguments.get(0).type();
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			boolean blanks = arguments.length < 2 || arguments[1].type().isNull();
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row) || !blanks && arguments[1].isNull(row)) {
					result.setNull(row);
					continue;
				}
				String side = (arguments.length < 3) ? "both" : arguments[2].text(row);
				result.setText(row, trim(arguments[0].text(row), blanks ? " " : arguments[1].text(row),
						!side.equals("trailing"), !side.equals("leading")));
			}
			return result;
		});
	}

	/** Cut repetitions of a string from the sides of a text. */
	private static String trim(String text, String cut, boolean left, boolean right) {
		int start = 0;
		int end = text.length();
		if (cut.isEmpty()) {
			return text;
		}
		while (left && start < end && text.startsWith(cut, start)) {
			start += cut.length();
		}
		while (right && end - cut.length() >= start && text.startsWith(cut, end - cut.length())) {
			end -= cut.length();
		}
		return text.substring(start, Math.max(start, end));
	}

	private static ScalarFunction substring(String name) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 3);
			Arguments.text(name, arguments.get(0));
			for (Argument argument : arguments.subList(1, arguments.size())) {
				if (!argument.type().isInteger() && !argument.type().isNull()) {
					throw Arguments.wrongType(name);
				}
			}
			return arguments.get(0).type().isNull() ? ColumnType.varchar(0) : arguments.get(0).type();
		}, (context, type, arguments, size) -> texts(type, arguments, size, (row) -> {
			long length = (arguments.length == 2) ? Long.MAX_VALUE : Arguments.integer(arguments[2], row);
			return substring(arguments[0].text(row), Arguments.integer(arguments[1], row), length);
		}));
	}

	/** From a position counted from 1, or from the end if it is negative. */
	private static String substring(String text, long position, long length) {
		int characters = text.codePointCount(0, text.length());
		if (position == 0 || length <= 0 || position > characters) {
			return "";
		}
		int from = (int) ((position > 0) ? position - 1 : Math.max(0, characters + position));
		int to = (int) Math.min(characters, (length > characters) ? characters : from + length);
		int start = text.offsetByCodePoints(0, from);
		return text.substring(start, text.offsetByCodePoints(start, to - from));
	}

	private static ScalarFunction substringIndex() {
		String name = "substring_index";
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 3, 3);
			Arguments.text(name, arguments.get(0));
			Arguments.text(name, arguments.get(1));
			Arguments.numeric(name, arguments.get(2));
			return arguments.get(0).type().isNull() ? ColumnType.varchar(0) : arguments.get(0).type();
		}, (context, type, arguments, size) -> texts(type, arguments, size,
				(row) -> substringIndex(arguments[0].text(row), arguments[1].text(row),
						Arguments.integer(arguments[2], row))));
	}

	/** What is before the nth delimiter, or behind the nth from the end. */
	private static String substringIndex(String text, String delimiter, long count) {
		if (delimiter.isEmpty() || count == 0) {
			return "";
		}
		int at = (count > 0) ? -delimiter.length() : text.length();
		for (long i = Math.abs(count); i > 0; i--) {
			at = (count > 0) ? text.indexOf(delimiter, at + delimiter.length())
					: (at == 0) ? -1 : text.lastIndexOf(delimiter, at - 1);
			if (at < 0) {
				return text;
			}
		}
		return (count > 0) ? text.substring(0, at) : text.substring(at + delimiter.length());
	}

	private static ScalarFunction repeat() {
		return Lift.of("repeat", (arguments) -> {
			Arguments.count("repeat", arguments, 2, 2);
			Arguments.text("repeat", arguments.get(0));
			Arguments.numeric("repeat", arguments.get(1));
			ColumnType type = arguments.get(0).type();
			if (type.isNull()) {
				return ColumnType.varchar(0);
			}
			if (!arguments.get(1).constant()) {
				return Arguments.textLike(type, TextLengths.MAX_BYTES / TextLengths.bytesPerUnit(type));
			}
			long times = (arguments.get(1).value() instanceof Number count) ? Math.max(1, count.longValue()) : 1;
			return TextLengths.ofBytes(type, TextLengths.bytes(type) * times);
		}, (context, type, arguments, size) -> texts(type, arguments, size, (row) -> {
			long times = Math.max(0, Arguments.integer(arguments[1], row));
			String text = arguments[0].text(row);
			long limit = (long) TextLengths.MAX_BYTES / Math.max(1, text.length());
			return text.repeat((int) Math.min(times, limit));
		}));
	}

	private static ScalarFunction replace() {
		return Lift.of("replace", (arguments) -> {
			Arguments.count("replace", arguments, 3, 3);
			arguments.forEach((argument) -> Arguments.text("replace", argument));
			ColumnType type = arguments.get(0).type();
			if (type.isNull()) {
				return ColumnType.varchar(0);
			}
			long original = TextLengths.bytes(type);
			long from = TextLengths.bytes(arguments.get(1).type());
			long to = TextLengths.bytes(arguments.get(2).type());
			return TextLengths.ofBytes(type, (to > from) ? original + original / from * (to - from) : original);
		}, (context, type, arguments, size) -> texts(type, arguments, size, (row) -> {
			String from = arguments[1].text(row);
			String text = arguments[0].text(row);
			return from.isEmpty() ? text : text.replace(from, arguments[2].text(row));
		}));
	}

	/** {@code position(part in text)}: counted from 1, 0 if it isn't there. */
	private static ScalarFunction position() {
		return Lift.of("position", (arguments) -> {
			Arguments.count("position", arguments, 2, 2);
			arguments.forEach((argument) -> Arguments.text("position", argument));
			return ColumnType.BIGINT;
		}, (context, type, arguments, size) -> longs(arguments, size, (row) -> {
			String text = arguments[1].text(row);
			int at = text.indexOf(arguments[0].text(row));
			return (at < 0) ? 0 : text.codePointCount(0, at) + 1;
		}));
	}

	/** The first byte in UTF-8. */
	private static ScalarFunction ascii() {
		return Lift.of("ascii", (arguments) -> {
			Arguments.count("ascii", arguments, 1, 1);
			Arguments.text("ascii", arguments.get(0));
			return ColumnType.fixed(TaosType.TINYINT_UNSIGNED);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (arguments[0].isNull(row)) {
					result.setNull(row);
				}
				else {
					byte[] bytes = arguments[0].bytes(row);
					result.setLong(row, (bytes.length == 0) ? 0 : bytes[0] & 0xFF);
				}
			}
			return result;
		});
	}

	/** Calculates a row. */
	private interface LongCode {

		long apply(int row);

	}

	/** Makes the text of a row. */
	private interface TextCode {

		String apply(int row);

	}

}
