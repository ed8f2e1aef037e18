package io.github.taosspring.embedded.internal.function;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Functions about the server and the session.
 */
final class SystemFunctions {

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
		var now = context.instant().atZone(context.zone());
		String offset = java.time.format.DateTimeFormatter.ofPattern("xx").format(now);
		String shortName = java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(now);
		return context.zoneName() + " (" + shortName + ", " + offset + ")";
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
			int length = (bytes != null) ? bytes.length : 0;
			return Vector.constant(ColumnType.varchar(length), bytes, size);
		}

	}

}
