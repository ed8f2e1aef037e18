package io.github.taosspring.embedded.internal.server;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.github.taosspring.embedded.internal.insert.ParameterValues;
import io.github.taosspring.embedded.internal.sql.Literal;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.vector.ColumnType;

/**
 * Turns the values bound to a query into the literals that they stand for.
 */
final class ParameterLiterals {

	private static final int BIND_NUMBER = 0x0236;

	private ParameterLiterals() {
	}

	/**
	 * Return the literals.
	 * @param parameters the parameters of a query, one row each
	 * @return a literal for each
	 * @throws SqlException 0x0236 if there are more rows than one, 0x0100 for a type that
	 * no literal has
	 */
	static List<Literal> of(List<? extends ParameterValues> parameters) {
		List<Literal> literals = new ArrayList<>(parameters.size());
		for (ParameterValues parameter : parameters) {
			if (parameter.rows() != 1) {
				throw new SqlException(BIND_NUMBER, "bind number out of range or not match");
			}
			literals.add(parameter.isNull(0) ? new Literal.NullLiteral() : literal(parameter));
		}
		return literals;
	}

	private static Literal literal(ParameterValues parameter) {
		return switch (parameter.type()) {
			case BOOL -> new Literal.BooleanLiteral(number(parameter) != 0);
			case BIGINT_UNSIGNED -> new Literal.IntegerLiteral(number(parameter), number(parameter) < 0);
			case TINYINT, SMALLINT, INT, BIGINT, TIMESTAMP, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
				Literal.IntegerLiteral.of(number(parameter));
			case FLOAT, DOUBLE -> floating((Double) value(parameter, ColumnType.DOUBLE));
			case VARCHAR, NCHAR -> new Literal.StringLiteral(new String(bytes(parameter), StandardCharsets.UTF_8));
			case VARBINARY -> new Literal.StringLiteral("\\x" + HexFormat.of().formatHex(bytes(parameter)));
			default -> throw new SqlException(0x0100,
					"Operation not supported: a parameter of type " + parameter.type().sqlName() + " in a query");
		};
	}

	private static Literal floating(double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			throw new SqlException(0x0100, "Operation not supported: the parameter " + value + " in a query");
		}
		return new Literal.FloatLiteral(value, BigDecimal.valueOf(value).toString());
	}

	private static long number(ParameterValues parameter) {
		return (Long) value(parameter, ColumnType.fixed(parameter.type()));
	}

	private static byte[] bytes(ParameterValues parameter) {
		return (byte[]) value(parameter, ColumnType.variable(parameter.type(), Integer.MAX_VALUE));
	}

	private static Object value(ParameterValues parameter, ColumnType type) {
		Object value = parameter.read(type).get(0);
		if (value == null) {
			throw new IllegalStateException("A value that is NULL");
		}
		return value;
	}

}
