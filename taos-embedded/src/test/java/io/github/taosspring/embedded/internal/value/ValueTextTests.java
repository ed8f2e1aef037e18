package io.github.taosspring.embedded.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Decimals, geometries, binary values and JSON documents.
 */
class ValueTextTests {

	@ParameterizedTest
	@CsvSource({ "1.005, 1.01", "-1.005, -1.01", "1.234e2, 123.40", "abc, 0.00", "1.5abc, 1.50",
			"12345678.91, " + "12345678.91", "-0.01, -0.01", "1e7, 10000000.00" })
	void roundsDecimalsToTheirScale(String text, String expected) {
		assertThat(DecimalText.parse(text, 10, 2)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e8", "999999999.99", "99999999.995", "1e999999999" })
	void refusesDecimalsWithTooManyDigits(String text) {
		assertThat(DecimalText.parse(text, 10, 2)).isNull();
	}

	@Test
	void writesGeometriesAsLittleEndianBytes() {
		assertThat(hex("POINT(1 2)")).isEqualTo("0101000000000000000000f03f0000000000000040");
		assertThat(hex("point (1 2 3)")).isEqualTo("0101000000000000000000f03f0000000000000040");
		assertThat(hex("POINT EMPTY")).isEqualTo("0101000000000000000000f87f000000000000f87f");
		assertThat(hex("LINESTRING(0 0, 1 1)"))
			.isEqualTo("010200000002000000000000000000000000000000000000" + "00000000000000f03f000000000000f03f");
		assertThat(hex("MULTIPOINT((1 2))"))
			.isEqualTo("01040000000100000001010000" + "00000000000000f03f" + "0000000000000040");
		assertThat(hex("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))")).startsWith("01030000000100000005000000").hasSize(186);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "NOT WKT", "POINT(1)", "POINT(1 2", "LINESTRING(0 0)", "POLYGON((0 0, 1 0, 1 1))",
			"POLYGON((0 0, 4 0, 4 4, 0 4))", "POINT(1 2) x" })
	void refusesWhatIsNoGeometry(String text) {
		assertThat(Wkt.toWkb(text)).isNull();
	}

	@Test
	void readsBinaryValuesInHexadecimal() {
		assertThat(BinaryText.parse("\\x00ff10")).containsExactly(0, 0xff, 0x10);
		assertThat(BinaryText.parse("abc")).containsExactly('a', 'b', 'c');
		assertThat(BinaryText.parse("\\x0")).isNull();
		assertThat(BinaryText.parse("\\xzz")).isNull();
	}

	@Test
	void sortsTheKeysOfDocuments() throws Exception {
		assertThat(json("{\"k1\": \"v\\\"1\", \"n\": 5, \"f\": 1.5, \"b\": true, \"z\": null}"))
			.isEqualTo("{\"b\":true,\"f\":1.5,\"k1\":\"v\\\"1\",\"n\":5,\"z\":null}");
		assertThat(json("{\"a\":1,\"a\":2}")).isEqualTo("{\"a\":1}");
		assertThat(JsonDocument.parse("")).isNull();
		assertThat(JsonDocument.parse("null")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "not json|json parse error", "[1,2]|json error invalide value",
			"{\"a\": {\"b\": 1}}|invalidate json value", "{\"a\":1|json parse error" })
	void refusesOtherDocuments(String text, String message) {
		assertThatExceptionOfType(JsonDocument.BadDocumentException.class).isThrownBy(() -> JsonDocument.parse(text))
			.withMessage(message);
	}

	private static String hex(String wkt) {
		return HexFormat.of().formatHex(Wkt.toWkb(wkt));
	}

	private static String json(String text) throws Exception {
		return new String(JsonDocument.parse(text), StandardCharsets.UTF_8);
	}

}
