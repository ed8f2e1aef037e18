package io.github.taosspring.mapping;

import java.util.List;
import java.util.Optional;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Reads one column as the type of one target (a record's component, a bean's property, a
 * single value); knows the names of both for its messages.
 */
final class ColumnReader {

	private static final int MAX_VALUE = 100;

	private static final TaosColumn ABSENT = new TaosColumn("", TaosType.BOOL, 1, 0, 0);

	private final int index;

	private final TaosColumn column;

	private final TypeDescriptor target;

	private final boolean optional;

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
		this.optional = target.getType() == Optional.class;
		this.target = this.optional ? valueOf(target) : target;
		this.targetName = targetName;
		this.converter = converter;
		this.kind = Kind.of(column.type(), this.target.getType());
	}

	/**
	 * Create a reader.
	 * @param columns the columns
	 * @param matcher finds the column
	 * @param partial whether it may be absent
	 * @param label the name to find it by
	 * @param target the type wanted
	 * @param targetName what the value is for
	 * @param converter the converter
	 * @return the reader, which reads {@code null} if the column is absent
	 * @throws TaosMappingException if the column is absent and must not be, or if the
	 * type is primitive
	 */
	static ColumnReader of(List<TaosColumn> columns, ColumnMatcher matcher, boolean partial, String label,
			TypeDescriptor target, String targetName, ValueConverter converter) {
		int index = partial ? matcher.find(label, targetName) : matcher.match(label, targetName);
		if (index < 0 && target.isPrimitive()) {
			throw new TaosMappingException("Column '" + label + "' is absent, as the update did not set it, and "
					+ targetName + " is the primitive " + target.getType().getName()
					+ "; use its wrapper class to have null for it", null);
		}
		return new ColumnReader(index, (index < 0) ? ABSENT : columns.get(index), target, targetName, converter);
	}

	private static TypeDescriptor valueOf(TypeDescriptor optional) {
		ResolvableType value = optional.getResolvableType().getGeneric(0);
		return new TypeDescriptor(value, null, optional.getAnnotations());
	}

	@Nullable Object read(Block block, int row) {
		Object value = readValue(block, row);
		return this.optional ? Optional.ofNullable(value) : value;
	}

	private @Nullable Object readValue(Block block, int row) {
		if (this.index < 0) {
			return null;
		}
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
			case JSON, CONVERTED -> convert(block, row);
		};
	}

	private Object convert(Block block, int row) {
		Object value = block.getObject(this.index, row);
		if (value == null) {
			throw new IllegalStateException("Column '" + this.column.name() + "' is NULL and is not");
		}
		try {
			return (this.kind == Kind.JSON) ? this.converter.fromJson(value.toString(), this.target)
					: this.converter.convert(value, this.target);
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

	/** The ways to read a value; all but the last two are the block's own. */
	private enum Kind {

		TEXT, BYTES, COUNT, JSON, CONVERTED;

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
			if (type == TaosType.JSON && target != Object.class && !BeanUtils.isSimpleProperty(target)) {
				return JSON;
			}
			boolean count = type == TaosType.TIMESTAMP && (target == long.class || target == Long.class);
			return count ? COUNT : CONVERTED;
		}

	}

}
