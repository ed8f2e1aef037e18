package io.github.taosspring.embedded.internal.function;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.embedded.internal.sql.SqlException;
import io.github.taosspring.embedded.internal.value.Wkb;
import io.github.taosspring.embedded.internal.value.Wkb.Place;
import io.github.taosspring.embedded.internal.value.Wkt;
import io.github.taosspring.embedded.internal.vector.ColumnType;
import io.github.taosspring.embedded.internal.vector.Vector;

/**
 * Functions of geometries. Relations are known between a point and any geometry; between
 * two others they are refused, for want of a geometry library.
 */
final class GeometryFunctions {

	private static final int INVALID_VALUE = 0x2803;

	private static final int POINT_LENGTH = 21;

	private static final int NOT_SUPPORTED = 0x0100;

	private GeometryFunctions() {
	}

	static List<ScalarFunction> all() {
		return List.of(geomFromText(), asText(), makePoint(), pointIn("st_contains", (place) -> place == Place.INSIDE),
				pointIn("st_containsproperly", (place) -> place == Place.INSIDE),
				pointIn("st_covers", (place) -> place != Place.OUTSIDE),
				withPoint("st_intersects", (place) -> place != Place.OUTSIDE),
				withPoint("st_touches", (place) -> place == Place.BOUNDARY), equal());
	}

	private static ScalarFunction geomFromText() {
		return Lift.of("st_geomfromtext", (arguments) -> {
			Arguments.count("st_geomfromtext", arguments, 1, 1);
			Arguments.text("st_geomfromtext", arguments.get(0));
			return ColumnType.variable(TaosType.GEOMETRY, arguments.get(0).type().length());
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row)) {
					byte[] bytes = Wkt.toWkb(arguments[0].text(row));
					if (bytes == null) {
						throw new SqlException(INVALID_VALUE, "Invalid function para value");
					}
					result.objects[row] = bytes;
				}
			}
			return result;
		});
	}

	private static ScalarFunction asText() {
		return Lift.of("st_astext", (arguments) -> {
			Arguments.count("st_astext", arguments, 1, 1);
			requireGeometry("st_astext", arguments.get(0));
			return ColumnType.varchar(arguments.get(0).type().length());
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!arguments[0].isNull(row)) {
					result.setText(row, geometry(arguments[0], row).text());
				}
			}
			return result;
		});
	}

	private static ScalarFunction makePoint() {
		return Lift.of("st_makepoint", (arguments) -> {
			Arguments.count("st_makepoint", arguments, 2, 2);
			arguments.forEach((argument) -> Arguments.numeric("st_makepoint", argument));
			return ColumnType.variable(TaosType.GEOMETRY, POINT_LENGTH);
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (!Arguments.anyNull(arguments, row)) {
					result.objects[row] = Wkb.point(Arguments.number(arguments[0], row),
							Arguments.number(arguments[1], row));
				}
			}
			return result;
		});
	}

	private static void requireGeometry(String name, Argument argument) {
		if (argument.type().type() != TaosType.GEOMETRY && !argument.type().isNull()) {
			throw Arguments.wrongType(name);
		}
	}

	private static Wkb geometry(Vector vector, int row) {
		try {
			return Wkb.parse(vector.bytes(row));
		}
		catch (IllegalArgumentException ex) {
			throw new SqlException(INVALID_VALUE, "Invalid function para value", ex);
		}
	}

	/** A relation of a geometry to a second one that is a point. */
	private static ScalarFunction pointIn(String name, Predicate<Place> holds) {
		return relation(name, (left, right) -> {
			if (!right.isPoint()) {
				throw unsupported(name);
			}
			return holds.test(left.place(right.x(), right.y()));
		});
	}

	/** A relation of two geometries, one of which is a point. */
	private static ScalarFunction withPoint(String name, Predicate<Place> holds) {
		return relation(name, (left, right) -> {
			if (right.isPoint()) {
				return holds.test(left.place(right.x(), right.y()));
			}
			if (left.isPoint()) {
				return holds.test(right.place(left.x(), left.y()));
			}
			throw unsupported(name);
		});
	}

	private static SqlException unsupported(String name) {
		return new SqlException(NOT_SUPPORTED,
				"The embedded server knows " + name + " for points only, not between other geometries");
	}

	private static ScalarFunction relation(String name, Relation relation) {
		return Lift.of(name, (arguments) -> {
			Arguments.count(name, arguments, 2, 2);
			arguments.forEach((argument) -> requireGeometry(name, argument));
			return ColumnType.BOOL;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (Arguments.anyNull(arguments, row)) {
					result.setNull(row);
				}
				else {
					boolean holds = relation.holds(geometry(arguments[0], row), geometry(arguments[1], row));
					result.setLong(row, holds ? 1 : 0);
				}
			}
			return result;
		});
	}

	/**
	 * Whether two geometries are the same; other than points they must be written alike.
	 */
	private static ScalarFunction equal() {
		return Lift.of("st_equals", (arguments) -> {
			Arguments.count("st_equals", arguments, 2, 2);
			arguments.forEach((argument) -> requireGeometry("st_equals", argument));
			return ColumnType.BOOL;
		}, (context, type, arguments, size) -> {
			Vector result = new Vector(type, size);
			for (int row = 0; row < size; row++) {
				if (Arguments.anyNull(arguments, row)) {
					result.setNull(row);
					continue;
				}
				boolean same = Arrays.equals(arguments[0].bytes(row), arguments[1].bytes(row));
				if (!same && !geometry(arguments[0], row).isPoint() && !geometry(arguments[1], row).isPoint()) {
					throw unsupported("st_equals");
				}
				result.setLong(row, same ? 1 : 0);
			}
			return result;
		});
	}

	/** A relation of two geometries. */
	private interface Relation {

		boolean holds(Wkb left, Wkb right);

	}

}
