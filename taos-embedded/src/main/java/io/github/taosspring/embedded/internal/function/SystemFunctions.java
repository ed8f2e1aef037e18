package io.github.taosspring.embedded.internal.function;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions about the server and the session.
 */
final class SystemFunctions {

	private static final Pattern POSIX_LETTERS = Pattern.compile("^[A-Za-z]{3,}");

	/** Bytes that a database's name may have. */
	private static final int DATABASE_LENGTH = 63;

	private SystemFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(text("server_version", EvaluationContext::serverVersion),
				text("client_version", EvaluationContext::serverVersion), text("database", EvaluationContext::database),
				text("current_user", (context) -> context.user() + "@localhost"),
				text("user", (context) -> context.user() + "@localhost"), text("timezone", SystemFunctions::zone),
				Lift.of("server_status", (arguments) -> {
					Arguments.count("server_status", arguments, 0, 0);
					return ColumnType.INT;
				}, (context, type, arguments, size) -> Vector.constant(type, 1L, size)));
	}

	/**
	 * The zone as {@code Asia/Shanghai (CST, +0800)}, with today's offset.
	 */
	private static String zone(EvaluationContext context) {
		ZonedDateTime now = context.instant().atZone(context.zone());
		return context.zoneName() + " (" + abbreviation(context.zoneName(), now) + ", "
				+ DateTimeFormatter.ofPattern("xx").format(now) + ")";
	}

	/**
	 * Return what the zone is called today: a POSIX name's own letters, {@code +08} for
	 * {@code Etc/GMT-8}, {@code UTC} for a name that means nothing.
	 */
	private static String abbreviation(String name, ZonedDateTime now) {
		if (name.matches("Etc/GMT[+-].*")) {
			return DateTimeFormatter.ofPattern("x").format(now);
		}
		if (!(now.getZone() instanceof ZoneOffset offset)) {
			return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(now);
		}
		Matcher posix = POSIX_LETTERS.matcher(name);
		boolean meaning = posix.find() && (posix.end() == name.length() ? !offset.equals(ZoneOffset.UTC)
				: "+-0123456789".indexOf(name.charAt(posix.end())) >= 0);
		return meaning ? posix.group() : "UTC";
	}

	/**
	 * A function without arguments that depends on the session alone. Its length is that
	 * of the value, which is known only with the session: the analysis asks for it.
	 */
	private static ScalarFunction text(String name, Function<EvaluationContext, @Nullable String> code) {
		return new SessionFunction(name, code);
	}

	/**
	 * A text of the session.
	 *
	 * @param name the function's name
	 * @param code the text
	 */
	record SessionFunction(String name, Function<EvaluationContext, @Nullable String> code) implements ScalarFunction {

		@Override
		public ColumnType resolve(List<Argument> arguments) {
			Arguments.count(this.name, arguments, 0, 0);
			return ColumnType.varchar(0);
		}

		@Override
		public Vector evaluate(EvaluationContext context, ColumnType type, Vector[] arguments, int size) {
			String text = this.code.apply(context);
			byte[] bytes = (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
			// no text but the database's name may be missing
			int length = (bytes != null) ? bytes.length : DATABASE_LENGTH;
			return Vector.constant(ColumnType.varchar(length), bytes, size);
		}

	}

}
