package io.github.taosspring.embedded.internal.insert;

import java.time.Instant;
import java.time.ZoneId;

import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.catalog.SchemaColumn;
import io.github.taosspring.embedded.internal.sql.BinaryOperator;
import io.github.taosspring.embedded.internal.sql.Duration;
import io.github.taosspring.embedded.internal.sql.Expression;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of {@code CREATE TABLE … TAGS} and {@code ALTER TABLE … SET TAG} by
 * the rules of an insert, with its errors.
 */
public final class TagValues {

	private final TimestampReader timestamps;

	private final CellWriter cells = new CellWriter();

	/**
	 * Create a converter.
	 * @param precision the unit of the database's timestamps
	 * @param zone the session's zone
	 * @param now what {@code now} means
	 */
	public TagValues(TaosPrecision precision, ZoneId zone, Instant now) {
		this.timestamps = new TimestampReader(precision, zone, now);
	}

	/**
	 * Convert a value.
	 * @param value a literal, {@code now} or {@code today}, possibly plus or minus a
	 * duration
	 * @param tag the tag
	 * @return the value as {@code Vector.get} gives it, {@code null} for NULL
	 * @throws io.github.taosspring.embedded.internal.sql.SqlException with TDengine's
	 * code and text
	 */
	public @Nullable Object convert(Expression value, SchemaColumn tag) {
		Expression base = value;
		Duration offset = null;
		if (value instanceof Expression.Binary sum && sum.right() instanceof Literal.DurationLiteral literal) {
			base = sum.left();
			Duration duration = literal.duration();
			offset = (sum.operator() == BinaryOperator.SUBTRACT) ? new Duration(-duration.value(), duration.unit())
					: duration;
		}
		ValueToken token = token(base);
		TaosType type = tag.type().type();
		if (CellWriter.isText(type) ? token.kind() == ValueToken.Kind.NULL : token.isNull()) {
			return null;
		}
		if (type == TaosType.TIMESTAMP) {
			long timestamp = this.timestamps.read(token);
			return (offset != null) ? this.timestamps.add(timestamp, offset, token) : timestamp;
		}
		if (offset != null) {
			throw token.error("invalid data or symbol");
		}
		Vector vector = new Vector(tag.type(), 1);
		this.cells.write(token, tag.name(), vector, 0);
		return vector.get(0);
	}

	private static ValueToken token(Expression value) {
		if (value instanceof Literal.NullLiteral) {
			return token(ValueToken.Kind.NULL, "null");
		}
		if (value instanceof Literal.BooleanLiteral literal) {
			return token(ValueToken.Kind.BOOLEAN, Boolean.toString(literal.value()));
		}
		if (value instanceof Literal.IntegerLiteral literal) {
			return token(ValueToken.Kind.NUMBER,
					literal.unsigned() ? Long.toUnsignedString(literal.value()) : Long.toString(literal.value()));
		}
		if (value instanceof Literal.FloatLiteral literal) {
			return token(ValueToken.Kind.NUMBER, literal.digits());
		}
		if (value instanceof Literal.StringLiteral literal) {
			return token(ValueToken.Kind.STRING, literal.value());
		}
		if (value instanceof Expression.FunctionCall call && call.name().equals("now")) {
			return token(ValueToken.Kind.NOW, "now");
		}
		if (value instanceof Expression.FunctionCall call && call.name().equals("today")) {
			return token(ValueToken.Kind.TODAY, "today");
		}
		throw ValueToken.error(value.toString(), "invalid data or symbol");
	}

	private static ValueToken token(ValueToken.Kind kind, String text) {
		ValueToken token = new ValueToken();
		token.set(kind, text, 0, text.length(), text, 0);
		return token;
	}

}
