package io.github.taosspring.embedded.internal.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a geometry (WKT) into bytes (WKB, little endian, two dimensions;
 * further coordinates are dropped, as TDengine does).
 */
public final class Wkt {

	private static final int POINT = 1;

	private static final int LINE_STRING = 2;

	private static final int POLYGON = 3;

	private static final int MULTI_POINT = 4;

	private static final int MULTI_LINE_STRING = 5;

	private static final int MULTI_POLYGON = 6;

	private static final int COLLECTION = 7;

	private static final int MIN_RING = 4;

	private static final byte LITTLE_ENDIAN = 1;

	private final String text;

	private int position;

	private ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

	private Wkt(String text) {
		this.text = text;
	}

	/**
	 * Turn a text into bytes.
	 * @param text the geometry, such as {@code POINT(1 2)}
	 * @return its bytes, {@code null} if it is none
	 */
	public static byte @Nullable [] toWkb(String text) {
		Wkt reader = new Wkt(text);
		if (!reader.geometry() || reader.skip() < text.length()) {
			return null;
		}
		return Arrays.copyOf(reader.bytes.array(), reader.bytes.position());
	}

	private boolean geometry() {
		int type = switch (word()) {
			case "POINT" -> POINT;
			case "LINESTRING", "LINEARRING" -> LINE_STRING;
			case "POLYGON" -> POLYGON;
			case "MULTIPOINT" -> MULTI_POINT;
			case "MULTILINESTRING" -> MULTI_LINE_STRING;
			case "MULTIPOLYGON" -> MULTI_POLYGON;
			case "GEOMETRYCOLLECTION" -> COLLECTION;
			default -> -1;
		};
		if (type < 0) {
			return false;
		}
		int before = this.position;
		String next = word();
		if (next.equals("Z") || next.equals("M") || next.equals("ZM")) {
			before = this.position;
			next = word();
		}
		if (next.equals("EMPTY")) {
			empty(type);
			return true;
		}
		this.position = before;
		return body(type);
	}

	private void empty(int type) {
		head(type);
		if (type == POINT) {
			number(Double.NaN);
			number(Double.NaN);
		}
		else {
			count(0);
		}
	}

	private boolean body(int type) {
		return switch (type) {
			case POINT -> {
				head(POINT);
				yield take('(') && coordinates() && take(')');
			}
			case LINE_STRING -> {
				head(LINE_STRING);
				yield points(2, false);
			}
			case POLYGON -> {
				head(POLYGON);
				yield list(() -> points(MIN_RING, true));
			}
			case MULTI_POINT -> {
				head(MULTI_POINT);
				yield list(this::memberPoint);
			}
			case MULTI_LINE_STRING -> {
				head(MULTI_LINE_STRING);
				yield list(() -> {
					head(LINE_STRING);
					return points(2, false);
				});
			}
			case MULTI_POLYGON -> {
				head(MULTI_POLYGON);
				yield list(() -> {
					head(POLYGON);
					return list(() -> points(MIN_RING, true));
				});
			}
			default -> {
				head(COLLECTION);
				yield list(this::geometry);
			}
		};
	}

	private boolean memberPoint() {
		head(POINT);
		if (take('(')) {
			return coordinates() && take(')');
		}
		return coordinates();
	}

	/** Read a list in parentheses; its count is filled in when it is known. */
	private boolean list(Member member) {
		if (!take('(')) {
			return false;
		}
		int mark = this.bytes.position();
		count(0);
		int count = 0;
		do {
			if (!member.read()) {
				return false;
			}
			count++;
		}
		while (take(','));
		this.bytes.putInt(mark, count);
		return take(')');
	}

	private boolean points(int least, boolean closed) {
		int start = this.bytes.position() + Integer.BYTES;
		int[] count = new int[1];
		boolean read = list(() -> {
			count[0]++;
			return coordinates();
		});
		if (!read || count[0] < least) {
			return false;
		}
		if (!closed) {
			return true;
		}
		int last = start + (count[0] - 1) * 2 * Double.BYTES;
		return this.bytes.getDouble(start) == this.bytes.getDouble(last)
				&& this.bytes.getDouble(start + Double.BYTES) == this.bytes.getDouble(last + Double.BYTES);
	}

	private boolean coordinates() {
		int dimensions = 0;
		while (true) {
			skip();
			int start = this.position;
			while (this.position < this.text.length() && isNumberPart(this.text.charAt(this.position))) {
				this.position++;
			}
			if (this.position == start) {
				return dimensions >= 2;
			}
			try {
				double value = Double.parseDouble(this.text.substring(start, this.position));
				if (dimensions < 2) {
					number(value);
				}
			}
			catch (NumberFormatException ex) {
				return false;
			}
			dimensions++;
			if (dimensions > 4) {
				return false;
			}
		}
	}

	private static boolean isNumberPart(char c) {
		return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
	}

	private String word() {
		skip();
		int start = this.position;
		while (this.position < this.text.length() && Character.isLetter(this.text.charAt(this.position))) {
			this.position++;
		}
		return this.text.substring(start, this.position).toUpperCase(Locale.ROOT);
	}

	private int skip() {
		while (this.position < this.text.length() && Character.isWhitespace(this.text.charAt(this.position))) {
			this.position++;
		}
		return this.position;
	}

	private boolean take(char expected) {
		skip();
		if (this.position < this.text.length() && this.text.charAt(this.position) == expected) {
			this.position++;
			return true;
		}
		return false;
	}

	private void head(int type) {
		room(1 + Integer.BYTES);
		this.bytes.put(LITTLE_ENDIAN).putInt(type);
	}

	private void count(int value) {
		room(Integer.BYTES);
		this.bytes.putInt(value);
	}

	private void number(double value) {
		room(Double.BYTES);
		this.bytes.putDouble(value);
	}

	private void room(int wanted) {
		if (this.bytes.remaining() < wanted) {
			ByteBuffer larger = ByteBuffer.allocate(this.bytes.capacity() * 2).order(ByteOrder.LITTLE_ENDIAN);
			this.bytes = larger.put(this.bytes.flip());
		}
	}

	/** A member of a list. */
	private interface Member {

		boolean read();

	}

}
