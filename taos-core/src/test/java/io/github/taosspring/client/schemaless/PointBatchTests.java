package io.github.taosspring.client.schemaless;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link PointBatch}: what becomes a line, and what is refused.
 */
class PointBatchTests {

	private static final long TIME = 1626006833639L;

	@Test
	void writesALineOfAllTypes() {
		Point point = Point.measurement("st")
			.tag("t1", "3")
			.field("a", (byte) 1)
			.field("b", (short) 2)
			.field("c", 3)
			.field("d", 4L)
			.tinyintUnsigned("f", 255)
			.smallintUnsigned("g", 65535)
			.intUnsigned("h", 4294967295L)
			.bigintUnsigned("i", -1)
			.field("j", 1.5f)
			.field("k", -2.25)
			.field("l", true)
			.field("m", "say \"hi\" \\")
			.nchar("n", "涛思")
			.varbinary("o", new byte[] { 0, -1, 16 })
			.geometry("p", "POINT(1 2)")
			.time(TIME, TaosPrecision.MILLISECOND);
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS).add(point);
		assertThat(batch.data().line(0)).isEqualTo(
				"st,t1=3 a=1i8,b=2i16,c=3i32,d=4i64,f=255u8,g=65535u16,h=4294967295u32,i=18446744073709551615u64,"
						+ "j=1.5f32,k=-2.25f64,l=true,m=\"say \\\"hi\\\" \\\\\",n=L\"涛思\",o=B\"\\x00ff10\",p=G\"POINT(1 2)\""
						+ " 1626006833639");
		assertThat(batch.points()).isEqualTo(1);
	}

	@Test
	void keepsEveryNumber() {
		for (double value : new double[] { 0, -0.0, 0.1, 1e22, 1e23, 4.9e-324, Double.MAX_VALUE, Math.PI,
				9007199254740993d, 123456.789, -1e-7 }) {
			String text = value(Point.measurement("m").tag("t", "1").field("v", value));
			assertThat(Double.parseDouble(text.replace("f64", ""))).as(text).isEqualTo(value);
		}
		for (float value : new float[] { 0, -0f, 0.1f, 16777217f, Float.MIN_VALUE, Float.MAX_VALUE, 3.4e-5f }) {
			String text = value(Point.measurement("m").tag("t", "1").field("v", value));
			assertThat((float) Double.parseDouble(text.replace("f32", ""))).as(text).isEqualTo(value);
		}
		assertThat(value(Point.measurement("m").field("v", 0.1f))).isEqualTo("0.1f32");
		assertThat(value(Point.measurement("m").field("v", Long.MIN_VALUE))).isEqualTo("-9223372036854775808i64");
	}

	private static String value(Point point) {
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE).add(point.time(TIME, TaosPrecision.MILLISECOND));
		String line = batch.data().line(0);
		return line.substring(line.indexOf("v=") + 2, line.lastIndexOf(' '));
	}

	@Test
	void refusesNanAndInfinities() {
		for (double value : new double[] { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY }) {
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> Point.measurement("m").field("v", value))
				.withMessageContaining("field 'v' of 'm' is " + value);
			assertThatExceptionOfType(TaosInterfaceException.class)
				.isThrownBy(() -> Point.measurement("m").field("v", (float) value));
		}
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> Point.measurement("m").tinyintUnsigned("v", 256));
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> Point.measurement("m").intUnsigned("v", -1));
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> Point.measurement("m").tag("t", ""))
			.withMessageContaining("'t'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\\,b", "a\\ b", "#a", "\tm", "\0", "" })
	void refusesMeasurementsThatALineCannotHold(String name) {
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE).add(Point.measurement("m").field("v", 1));
		String before = batch.data().line(0);
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> batch.add(Point.measurement(name).tag("t", "1").field("v", 1)));
		assertThat(batch.points()).isEqualTo(1);
		assertThat(batch.byteSize()).isEqualTo(before.length() + 1);
	}

	@Test
	void refusesWhatElseALineCannotHold() {
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m"), "no fields");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m\\").field("v", 1), "backslash");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").field("v", "a\nb"), "line feed");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").tag("t", "a\\=b").field("v", 1),
				"backslash in front of '='");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").field("", 1), "empty");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").field("v".repeat(65), 1), "65 bytes");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("ä".repeat(97)).field("v", 1), "194 bytes");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").field("v", "\ud800"), "surrogate");
		assertRefused(SchemalessProtocol.LINE, Point.measurement("m").geometry("v", "POINT\"(1 2)"), "well-known text");
	}

	private static void assertRefused(SchemalessProtocol protocol, Point point, String why) {
		PointBatch batch = PointBatch.of(protocol);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> batch.add(point))
			.withMessageContaining(why);
		assertThat(batch.isEmpty()).isTrue();
		assertThat(batch.byteSize()).isZero();
	}

	@Test
	void writesTelnetLines() {
		Point point = Point.measurement("sys.cpu")
			.tag("host", "web01")
			.tag("dc", "lga")
			.field("nice", 18.5)
			.time(TIME, TaosPrecision.MILLISECOND);
		assertThat(lines(PointBatch.of(SchemalessProtocol.TELNET).add(point)))
			.containsExactly("sys.cpu 1626006833639 18.5f64 host=web01 dc=lga");
		point.nchar("text", "宽\"");
		assertThat(lines(PointBatch.of(SchemalessProtocol.TELNET).splitFields(true).add(point))).containsExactly(
				"sys.cpu.nice 1626006833639 18.5f64 host=web01 dc=lga",
				"sys.cpu.text 1626006833639 L\"宽\"\" host=web01 dc=lga");
		assertRefused(SchemalessProtocol.TELNET, point, "2 fields");
	}

	@Test
	void refusesWhatTelnetCannotHold() {
		assertRefused(SchemalessProtocol.TELNET, Point.measurement("m").field("v", 1), "no tags");
		assertRefused(SchemalessProtocol.TELNET, Point.measurement("m").tag("t", "a b").field("v", 1), "a space");
		assertRefused(SchemalessProtocol.TELNET, Point.measurement("m").tag("t", "a=b").field("v", 1), "'='");
		assertRefused(SchemalessProtocol.TELNET, Point.measurement("m").tag("t", "1").field("v", "a b"), "a space");
		assertRefused(SchemalessProtocol.TELNET, Point.measurement("put").tag("t", "1").field("v", 1), "command");
		assertRefused(SchemalessProtocol.TELNET,
				Point.measurement("m").tag("t", "1").field("v", 1).time(Instant.parse("2001-09-09T01:46:39Z")),
				"13 digits");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> PointBatch.of(SchemalessProtocol.TELNET, SchemalessPrecision.NANOSECONDS))
			.withMessageContaining("NANOSECONDS");
	}

	@Test
	void writesJsonObjects() {
		Point point = Point.measurement("sys.cpu")
			.tag("host", "web\"01\n")
			.field("n", 10)
			.field("d", 9.5)
			.field("s", "a")
			.nchar("w", "宽")
			.field("b", false)
			.time(TIME, TaosPrecision.MILLISECOND);
		assertThat(lines(PointBatch.of(SchemalessProtocol.JSON).splitFields(true).add(point)))
			.contains("{\"metric\":\"sys.cpu.n\",\"timestamp\":1626006833639,\"value\":{\"value\":10,\"type\":\"i32\"},"
					+ "\"tags\":{\"host\":\"web\\\"01\\u000a\"}}")
			.hasSize(5);
		point = Point.measurement("m").tag("t", "x").field("v", 1.5).time(Instant.parse("1999-01-01T00:00:00.000001Z"));
		assertThat(lines(PointBatch.of(SchemalessProtocol.JSON, SchemalessPrecision.MICROSECONDS).add(point)))
			.containsExactly(
					"{\"metric\":\"m\",\"timestamp\":{\"value\":915148800000001,\"type\":\"us\"},\"value\":1.5,"
							+ "\"tags\":{\"t\":\"x\"}}");
	}

	@Test
	void refusesWhatJsonCannotHold() {
		Point point = Point.measurement("m").tag("t", "x");
		assertRefused(SchemalessProtocol.JSON, Point.measurement("m").field("v", 1), "no tags");
		assertRefused(SchemalessProtocol.JSON, point.field("v", (1L << 53) + 1), "rounded to a double");
		assertRefused(SchemalessProtocol.JSON, point.reset("m").tag("t", "x").intUnsigned("v", 1), "INT UNSIGNED");
		assertRefused(SchemalessProtocol.JSON, point.reset("m").tag("t", "x").varbinary("v", new byte[1]), "VARBINARY");
		PointBatch nanos = PointBatch.of(SchemalessProtocol.JSON, SchemalessPrecision.NANOSECONDS);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> nanos.add(Point.measurement("m")
			.tag("t", "x")
			.field("v", 1)
			.time(TIME * 1_000_000 + 1, TaosPrecision.NANOSECOND))).withMessageContaining("rounded to a double");
	}

	@Test
	void refusesTimesThatTheUnitCannotHoldUnlessToldToCut() {
		Instant fine = Instant.parse("2024-01-01T00:00:00.123456789Z");
		Point point = Point.measurement("m").field("v", 1).time(fine);
		assertThat(PointBatch.of(SchemalessProtocol.LINE).add(point).data().line(0)).endsWith(" 1704067200123456789");
		PointBatch millis = PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS);
		assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> millis.add(point))
			.withMessageContaining("finer");
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> millis.add(Point.measurement("m").field("v", 1).time(1, TaosPrecision.NANOSECOND)));
		assertThat(millis.truncateTimestamps(true).add(point).data().line(0)).endsWith(" 1704067200123");
		for (Instant wrong : List.of(Instant.EPOCH, Instant.ofEpochMilli(-1), Instant.MAX)) {
			assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(
					() -> PointBatch.of(SchemalessProtocol.LINE).add(Point.measurement("m").field("v", 1).time(wrong)))
				.withMessageContaining("The time " + wrong);
		}
		assertThatExceptionOfType(TaosInterfaceException.class)
			.isThrownBy(() -> PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.SECONDS));
	}

	@ParameterizedTest
	@EnumSource(names = { "NOT_CONFIGURED", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS" })
	void noTwoPointsOfASeriesGetTheSameTime(SchemalessPrecision precision) {
		long now = 1_700_000_000_000_000_000L;
		Stamps stamps = new Stamps(() -> now);
		PointBatch first = new PointBatch(SchemalessProtocol.LINE, precision, stamps);
		PointBatch second = new PointBatch(SchemalessProtocol.LINE, precision, stamps);
		Point point = Point.measurement("m").tag("a", "1").tag("b", "2").field("v", 1);
		Point same = Point.measurement("m").tag("b", "2").tag("a", "1").field("v", 1);
		for (int i = 0; i < 50; i++) {
			first.add(point);
			second.add(same);
		}
		Set<String> times = new HashSet<>();
		List<String> all = new ArrayList<>(lines(first));
		all.addAll(lines(second));
		all.forEach((line) -> times.add(line.substring(line.lastIndexOf(' ') + 1)));
		assertThat(times).hasSize(100);
		if (precision == SchemalessPrecision.NOT_CONFIGURED) {
			// every database can hold them apart
			assertThat(times).allSatisfy((time) -> assertThat(time).endsWith("000000"));
		}
		assertThat(point.hasTime()).isFalse();
	}

	@Test
	void holdsNoMoreAfterClear() {
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE);
		Point point = Point.measurement("m").field("v", 1);
		for (int i = 0; i < 1000; i++) {
			batch.add(point);
		}
		assertThat(batch.points()).isEqualTo(1000);
		assertThat(batch.data().lines()).isEqualTo(1000);
		batch.clear();
		assertThat(batch.isEmpty()).isTrue();
		assertThat(batch.byteSize()).isZero();
		assertThat(lines(batch.add(point.time(5, TaosPrecision.NANOSECOND)))).containsExactly("m v=1i32 5");
	}

	static List<String> lines(PointBatch batch) {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < batch.data().lines(); i++) {
			lines.add(batch.data().line(i));
		}
		return lines;
	}

}
