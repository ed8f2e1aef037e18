package io.github.taosspring.mapping;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;

/**
 * Reads one column as the type of one target (a record's component, a bean's property, a
 * single value); knows the names of both for its messages.
 */
final class ColumnReader {

	private static final int MAX_VALUE = 100;

	private final int index;

	private final TaosColumn column;

	private final TypeDescriptor target;

	private final String targetName;

	private final ValueConverter converter;

	private final Kind kind;

	/**
	 * Create a reader.
	 * @param index the column's position
	 * @param column the column
	 * @param target the type wanted
	 * @param targetName what the value is for, such as
	 * {@code component 'ts' of record Reading}
	 * @param converter the converter
	 */
	ColumnReader(int index, TaosColumn column, TypeDescriptor target, String targetName, ValueConverter converter) {
		this.index = index;
		this.column = column;
		this.target = target;
		this.targetName = targetName;
		this.converter = converter;
		this.kind = Kind.of(column.type(), target.getType());
	}

	@Nullable Object read(Block block, int row) {
		if (block.isNull(this.index, row)) {
			if (this.target.isPrimitive()) {
				throw new TaosMappingException("NULL in column '" + this.column.name() + "' cannot become "
						+ this.targetName + ", whose type is the primitive " + this.target.getType().getName()
						+ "; use its wrapper class to allow NULL", null);
			}
			return null;
		}
		return switch (this.kind) {
			case TEXT -> block.getString(this.index, row);
			case BYTES -> block.getBytes(this.index, row);
			case COUNT -> block.getLong(this.index, row);
			case CONVERTED -> convert(block, row);
		};
	}

	private Object convert(Block block, int row) {
		Object value = block.getObject(this.index, row);
		if (value == null) {
			throw new IllegalStateException("Column '" + this.column.name() + "' is NULL and is not");
		}
		try {
			return this.converter.convert(value, this.target);
		}
		catch (TaosException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new TaosMappingException("The value " + describe(block, row) + " of column '" + this.column.name()
					+ "' (" + this.column.type().sqlName() + ") cannot become " + this.targetName + " ("
					+ this.target.getType().getName() + "): " + ex.getMessage(), ex);
		}
	}

	private String describe(Block block, int row) {
		String text = String.valueOf(block.getString(this.index, row));
		return (text.length() <= MAX_VALUE) ? "'" + text + "'"
				: "'" + text.substring(0, MAX_VALUE) + "...' (" + text.length() + " characters)";
	}

	/** The ways to read a value; all but the last are the block's own. */
	private enum Kind {

		TEXT, BYTES, COUNT, CONVERTED;

		static Kind of(TaosType type, Class<?> target) {
			if (target == String.class || target == CharSequence.class) {
				return TEXT;
			}
			if (target == byte[].class) {
				return switch (type) {
					case VARBINARY, GEOMETRY, BLOB, VARCHAR, NCHAR, JSON -> BYTES;
					default -> CONVERTED;
				};
			}
			boolean count = type == TaosType.TIMESTAMP && (target == long.class || target == Long.class);
			return count ? COUNT : CONVERTED;
		}

	}

}
