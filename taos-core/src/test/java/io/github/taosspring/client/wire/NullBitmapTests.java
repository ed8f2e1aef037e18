package io.github.taosspring.client.wire;

import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosInterfaceException;
import io.github.taosspring.client.TaosPrecision;
import io.github.taosspring.client.TaosType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the NULLs of values of fixed width: a lone one is seen wherever it is.
 */
class NullBitmapTests {

	private static final List<TaosColumn> COLUMNS = List.of(new TaosColumn("v", TaosType.INT, 4, 0, 0));

	@Test
	void aLoneNullIsSeenInEveryRow() {
		for (int rows = 1; rows <= 140; rows++) {
			for (int place = 0; place < rows; place++) {
				RawBlock block = block(bytes(rows, place));
				for (int row = 0; row < rows; row++) {
					assertThat(block.isNull(0, row)).isEqualTo(row == place);
				}
				int missing = place;
				assertThatExceptionOfType(TaosInterfaceException.class).isThrownBy(() -> block.getInt(0, missing));
			}
		}
	}

	@Test
	void spareBitsAreNoNulls() {
		for (int rows = 1; rows <= 20; rows++) {
			ByteBuffer bytes = bytes(rows, -1);
			int lastOfBitmap = bytes.position() + bytes.remaining() - 1 - 4 * rows - 1;
			int spare = (8 - rows % 8) % 8;
			bytes.put(lastOfBitmap, (byte) ((1 << spare) - 1));
			RawBlock block = block(bytes);
			for (int row = 0; row < rows; row++) {
				assertThat(block.isNull(0, row)).isFalse();
				assertThat(block.getInt(0, row)).isEqualTo(row);
			}
		}
	}

	private static ByteBuffer bytes(int rows, int nullRow) {
		BlockEncoder encoder = new BlockEncoder(COLUMNS);
		for (int row = 0; row < rows; row++) {
			if (row == nullRow) {
				encoder.column(0).appendNull();
			}
			else {
				encoder.column(0).appendLong(row);
			}
		}
		return encoder.finish();
	}

	private static RawBlock block(ByteBuffer bytes) {
		return RawBlock.read(bytes, COLUMNS, TaosPrecision.MILLISECOND);
	}

}
