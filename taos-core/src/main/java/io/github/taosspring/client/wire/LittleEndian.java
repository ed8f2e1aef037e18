package io.github.taosspring.client.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian access to byte arrays, as all binary frames need it; positions beyond the
 * array throw {@link IndexOutOfBoundsException}.
 */
final class LittleEndian {

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class,
			ByteOrder.LITTLE_ENDIAN);

	private LittleEndian() {
	}

	static short getShort(byte[] bytes, int position) {
		return (short) SHORT.get(bytes, position);
	}

	static int getUnsignedShort(byte[] bytes, int position) {
		return (short) SHORT.get(bytes, position) & 0xffff;
	}

	static int getInt(byte[] bytes, int position) {
		return (int) INT.get(bytes, position);
	}

	static long getLong(byte[] bytes, int position) {
		return (long) LONG.get(bytes, position);
	}

	static float getFloat(byte[] bytes, int position) {
		return (float) FLOAT.get(bytes, position);
	}

	static double getDouble(byte[] bytes, int position) {
		return (double) DOUBLE.get(bytes, position);
	}

	static void putShort(byte[] bytes, int position, int value) {
		SHORT.set(bytes, position, (short) value);
	}

	static void putInt(byte[] bytes, int position, int value) {
		INT.set(bytes, position, value);
	}

	static void putLong(byte[] bytes, int position, long value) {
		LONG.set(bytes, position, value);
	}

}
