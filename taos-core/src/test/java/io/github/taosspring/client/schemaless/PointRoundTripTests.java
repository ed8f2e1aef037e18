package io.github.taosspring.client.schemaless;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that lines are read as the points that they were, by a reader that keeps the real
 * server's rules and is itself tested against what that made of recorded lines.
 */
class PointRoundTripTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String ALPHABET = "abcXYZ019_.,= \"\\'#\t{}[]:;äß温€\ud83d\ude00";

	static List<SmlRecording> acceptedLines() {
		return SmlRecording.all()
			.stream()
			.filter((each) -> each.protocol() < 3 && each.code() == 0 && !each.payload().contains("#")
					&& !each.name().equals("line-same-ts-overwrites") && each.rows() != null)
			.toList();
	}

	@ParameterizedTest
	@MethodSource("acceptedLines")
	void theReaderReadsWhatTheServerStored(SmlRecording recording) {
		JsonNode rows = recording.rows();
		List<ReadPoint> points = read(recording);
		for (ReadPoint point : points) {
			if (rows.get("sql").asString().contains("from `" + point.measurement().replace('.', '_') + "`")) {
				assertThat(rows.get("data")).anySatisfy((row) -> assertStored(point, rows.get("column_meta"), row));
			}
		}
	}

	private static List<ReadPoint> read(SmlRecording recording) {
		return recording.payload()
			.lines()
			.map((line) -> (recording.protocol() == 1) ? ReadPoint.ofLine(line) : ReadPoint.ofTelnet(line))
			.toList();
	}

	/**
	 * Each column that the point has is there with the point's value.
	 */
	private static void assertStored(ReadPoint point, JsonNode columns, JsonNode row) {
		for (int i = 2; i < columns.size(); i++) {
			String name = columns.get(i).get(0).asString();
			JsonNode value = row.get(i);
			if (point.tags().containsKey(name)) {
				assertThat(value.asString()).isEqualTo(point.tags().get(name));
			}
			else if (point.fields().containsKey(name)) {
				String field = point.fields().get(name);
				String expected = field.substring(columns.get(i).get(1).asString().length() + 1);
				assertThat(field).startsWith(columns.get(i).get(1).asString() + " ");
				if (field.startsWith("GEOMETRY")) {
					assertThat(value.isNull()).isFalse();
				}
				else if (value.isNumber()) {
					assertThat(value.asDecimal()).isEqualByComparingTo(new BigDecimal(expected));
				}
				else {
					assertThat(value.asString()).isEqualTo(expected);
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("acceptedLines")
	void recordedLinesWrittenAgainSayTheSame(SmlRecording recording) {
		for (ReadPoint read : read(recording)) {
			if (read.time() == 0) {
				continue;
			}
			boolean telnet = recording.protocol() == 2;
			PointBatch batch = PointBatch.of(telnet ? SchemalessProtocol.TELNET : SchemalessProtocol.LINE,
					telnet ? SchemalessPrecision.MILLISECONDS : SchemalessPrecision.NANOSECONDS);
			Point point = point(read).time((read.time() < 10_000_000_000L) ? read.time() * 1000 : read.time(),
					telnet ? TaosPrecision.MILLISECOND : TaosPrecision.NANOSECOND);
			String line = PointBatchTests.lines(batch.add(point)).get(0);
			ReadPoint again = telnet ? ReadPoint.ofTelnet(line) : ReadPoint.ofLine(line);
			assertThat(again.measurement()).isEqualTo(read.measurement());
			assertThat(again.tags()).isEqualTo(read.tags());
			assertThat(again.fields()).isEqualTo(read.fields());
		}
	}

	/**
	 * Lines in the form that is written here: the very bytes.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "line-int-extremes", "line-escapes-in-names", "line-quoted-escapes" })
	void recordedLinesHaveTheRecordedBytes(String name) {
		SmlRecording recording = SmlRecording.named(name);
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE, SchemalessPrecision.MILLISECONDS);
		read(recording).forEach((read) -> batch.add(point(read).time(read.time(), TaosPrecision.MILLISECOND)));
		String expected = recording.payload()
			.replaceAll("=(\\d+)i([, ])", "=$1i64$2")
			.replace("c=\"no\\n", "c=\"no\\\\n");
		assertThat(String.join("\n", PointBatchTests.lines(batch))).isEqualTo(expected);
	}

	private static Point point(ReadPoint read) {
		Point point = Point.measurement(read.measurement());
		read.tags().forEach(point::tag);
		read.fields().forEach((name, field) -> {
			String type = List
				.of("TINYINT UNSIGNED", "SMALLINT UNSIGNED", "INT UNSIGNED", "BIGINT UNSIGNED",
						field.substring(0, field.indexOf(' ')))
				.stream()
				.filter((each) -> field.startsWith(each + " "))
				.findFirst()
				.orElseThrow();
			add(point, name, type, field.substring(type.length() + 1));
		});
		return point;
	}

	private static void add(Point point, String name, String type, String value) {
		switch (type) {
			case "BOOL" -> point.field(name, Boolean.parseBoolean(value));
			case "TINYINT" -> point.field(name, Byte.parseByte(value));
			case "SMALLINT" -> point.field(name, Short.parseShort(value));
			case "INT" -> point.field(name, Integer.parseInt(value));
			case "BIGINT" -> point.field(name, Long.parseLong(value));
			case "TINYINT UNSIGNED" -> point.tinyintUnsigned(name, Integer.parseInt(value));
			case "SMALLINT UNSIGNED" -> point.smallintUnsigned(name, Integer.parseInt(value));
			case "INT UNSIGNED" -> point.intUnsigned(name, Long.parseLong(value));
			case "BIGINT UNSIGNED" -> point.bigintUnsigned(name, Long.parseUnsignedLong(value));
			case "FLOAT" -> point.field(name, Float.parseFloat(value));
			case "DOUBLE" -> point.field(name, Double.parseDouble(value));
			case "VARCHAR" -> point.field(name, value);
			case "NCHAR" -> point.nchar(name, value);
			case "VARBINARY" -> point.varbinary(name, HexFormat.of().parseHex(value));
			default -> point.geometry(name, value);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void anyPointComesBackFromALineOrIsRefused(long seed) {
		Random random = new Random(seed);
		PointBatch batch = PointBatch.of(SchemalessProtocol.LINE);
		int written = 0;
		for (int i = 0; i < 2000; i++) {
			ReadPoint wanted = any(random, ALPHABET, true);
			batch.clear();
			try {
				batch.add(point(wanted).time(wanted.time(), TaosPrecision.NANOSECOND));
			}
			catch (TaosInterfaceException ex) {
				continue;
			}
			assertThat(ReadPoint.ofLine(batch.data().line(0))).as(batch.data().line(0)).isEqualTo(wanted);
			written++;
		}
		assertThat(written).isGreaterThan(500);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void anyPointComesBackFromTelnetOrIsRefused(long seed) {
		Random random = new Random(seed);
		PointBatch batch = PointBatch.of(SchemalessProtocol.TELNET);
		int written = 0;
		for (int i = 0; i < 2000; i++) {
			ReadPoint wanted = any(random, "abcXYZ019_.,\"\\'#=äß温€\ud83d\ude00 ", false);
			batch.clear();
			try {
				batch.add(point(wanted).time(wanted.time(), TaosPrecision.MILLISECOND));
			}
			catch (TaosInterfaceException ex) {
				continue;
			}
			ReadPoint read = ReadPoint.ofTelnet(batch.data().line(0));
			assertThat(read.measurement()).isEqualTo(wanted.measurement());
			assertThat(read.tags()).isEqualTo(wanted.tags());
			assertThat(read.fields().values()).containsExactlyElementsOf(wanted.fields().values());
			assertThat(read.time()).isEqualTo(wanted.time());
			written++;
		}
		assertThat(written).isGreaterThan(100);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void anyPointComesBackFromJsonOrIsRefused(long seed) {
		Random random = new Random(seed);
		PointBatch batch = PointBatch.of(SchemalessProtocol.JSON);
		int written = 0;
		for (int i = 0; i < 1000; i++) {
			ReadPoint wanted = any(random, ALPHABET + "\n\r\u0001", false);
			batch.clear();
			try {
				batch.add(point(wanted).time(wanted.time(), TaosPrecision.MILLISECOND));
			}
			catch (TaosInterfaceException ex) {
				continue;
			}
			JsonNode json = MAPPER.readTree(batch.data().line(0));
			assertThat(json.get("metric").asString()).isEqualTo(wanted.measurement());
			assertThat(json.get("timestamp").asLong()).isEqualTo(wanted.time());
			Map<String, String> tags = new TreeMap<>();
			json.get("tags").properties().forEach((each) -> tags.put(each.getKey(), each.getValue().asString()));
			assertThat(tags).isEqualTo(wanted.tags());
			assertThat(jsonValue(json.get("value"))).isEqualTo(wanted.fields().values().iterator().next());
			written++;
		}
		assertThat(written).isGreaterThan(100);
	}

	private static String jsonValue(JsonNode value) {
		if (value.isBoolean()) {
			return "BOOL " + value.asBoolean();
		}
		if (value.isNumber()) {
			return "DOUBLE " + value.asDouble();
		}
		if (value.isString()) {
			return "VARCHAR " + value.asString();
		}
		JsonNode inner = value.get("value");
		return switch (value.get("type").asString()) {
			case "i8" -> "TINYINT " + inner.asInt();
			case "i16" -> "SMALLINT " + inner.asInt();
			case "i32" -> "INT " + inner.asInt();
			case "i64" -> "BIGINT " + (long) inner.asDouble();
			case "f32" -> "FLOAT " + (float) inner.asDouble();
			case "nchar" -> "NCHAR " + inner.asString();
			default -> throw new IllegalArgumentException(value.toString());
		};
	}

	@Test
	void theReaderRefusesWhatTheServerRefused() {
		for (String name : List.of("line-unbalanced-quote", "line-duplicate-tag", "line-empty-tag-value",
				"line-unquoted-string-field", "line-bad-suffix", "line-no-fields")) {
			SmlRecording recording = SmlRecording.named(name);
			assertThat(recording.code()).isNotZero();
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> ReadPoint.ofLine(recording.payload()));
		}
	}

	private static ReadPoint any(Random random, String alphabet, boolean manyFields) {
		Map<String, String> tags = new TreeMap<>();
		for (int i = random.nextInt(4); i >= 0; i--) {
			tags.put(text(random, alphabet, 1), text(random, alphabet, 1));
		}
		Map<String, String> fields = new TreeMap<>();
		for (int i = manyFields ? random.nextInt(5) : 0; i >= 0; i--) {
			fields.put(text(random, alphabet, 1), anyField(random, alphabet));
		}
		long time = 1_000_000_000_000L + Math.floorMod(random.nextLong(), 8_000_000_000_000L);
		return new ReadPoint(text(random, alphabet, 1), tags, fields, time);
	}

	private static String anyField(Random random, String alphabet) {
		return switch (random.nextInt(14)) {
			case 0 -> "BOOL " + random.nextBoolean();
			case 1 -> "TINYINT " + (byte) random.nextInt();
			case 2 -> "SMALLINT " + (short) random.nextInt();
			case 3 -> "INT " + random.nextInt();
			case 4 -> "BIGINT " + (random.nextLong() >> random.nextInt(64));
			case 5 -> "TINYINT UNSIGNED " + random.nextInt(256);
			case 6 -> "SMALLINT UNSIGNED " + random.nextInt(65536);
			case 7 -> "INT UNSIGNED " + (random.nextInt() & 0xffff_ffffL);
			case 8 -> "BIGINT UNSIGNED " + Long.toUnsignedString(random.nextLong());
			case 9 -> "FLOAT " + finite(random);
			case 10 -> "DOUBLE " + (random.nextBoolean() ? Math.round(random.nextGaussian() * 1e6) / 1e3
					: (double) finite(random) * Math.PI);
			case 11 -> "VARCHAR " + text(random, alphabet, 0);
			case 12 -> "NCHAR " + text(random, alphabet, 0);
			default -> "VARBINARY "
					+ HexFormat.of().formatHex(text(random, "ab\u0000\u00ff", 0).getBytes(StandardCharsets.ISO_8859_1));
		};
	}

	private static float finite(Random random) {
		float value = Float.intBitsToFloat(random.nextInt());
		return (Float.isNaN(value) || Float.isInfinite(value)) ? 0.1f
				: random.nextBoolean() ? value : Math.round(random.nextGaussian() * 1000) / 100f;
	}

	private static String text(Random random, String alphabet, int atLeast) {
		int[] points = alphabet.codePoints().toArray();
		StringBuilder text = new StringBuilder();
		for (int i = atLeast + random.nextInt(7); i > 0; i--) {
			text.appendCodePoint((random.nextInt(3) > 0) ? points[random.nextInt(Math.min(5, points.length))]
					: points[random.nextInt(points.length)]);
		}
		return text.toString();
	}

}
