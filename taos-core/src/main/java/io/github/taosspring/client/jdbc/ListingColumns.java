package io.github.taosspring.client.jdbc;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosType;

/**
 * The columns of the listings that {@link java.sql.DatabaseMetaData} prescribes. A type
 * follows a name after a colon: {@code i} int, {@code h} short, {@code l} long, {@code b}
 * boolean, text where there is none.
 */
final class ListingColumns {

	/** In bytes; long enough for every name and comment. */
	private static final int TEXT_LENGTH = 1024;

	static final List<TaosColumn> CATALOGS = of("TABLE_CAT");

	static final List<TaosColumn> SCHEMAS = of("TABLE_SCHEM TABLE_CATALOG");

	static final List<TaosColumn> TABLE_TYPES = of("TABLE_TYPE");

	static final List<TaosColumn> TABLES = of("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT "
			+ "TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME REF_GENERATION");

	static final List<TaosColumn> SUPER_TABLES = of("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME");

	static final List<TaosColumn> COLUMNS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME "
			+ "COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF "
			+ "SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG "
			+ "SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:h IS_AUTOINCREMENT IS_GENERATEDCOLUMN IS_TAG");

	static final List<TaosColumn> PRIMARY_KEYS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:h PK_NAME");

	static final List<TaosColumn> ROW_IDENTIFIER = of("SCOPE:h COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i "
			+ "BUFFER_LENGTH:i DECIMAL_DIGITS:h PSEUDO_COLUMN:h");

	static final List<TaosColumn> VERSION_COLUMNS = ROW_IDENTIFIER;

	static final List<TaosColumn> TYPE_INFO = of("TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX "
			+ "CREATE_PARAMS NULLABLE:h CASE_SENSITIVE:b SEARCHABLE:h UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b "
			+ "AUTO_INCREMENT:b LOCAL_TYPE_NAME MINIMUM_SCALE:h MAXIMUM_SCALE:h SQL_DATA_TYPE:i "
			+ "SQL_DATETIME_SUB:i NUM_PREC_RADIX:i");

	static final List<TaosColumn> INDEXES = of("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER "
			+ "INDEX_NAME TYPE:h ORDINAL_POSITION:h COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l FILTER_CONDITION");

	static final List<TaosColumn> FOREIGN_KEYS = of("PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT "
			+ "FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:h UPDATE_RULE:h DELETE_RULE:h FK_NAME PK_NAME "
			+ "DEFERRABILITY:h");

	static final List<TaosColumn> ATTRIBUTES = of("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:i ATTR_TYPE_NAME "
			+ "ATTR_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS ATTR_DEF SQL_DATA_TYPE:i "
			+ "SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA "
			+ "SCOPE_TABLE SOURCE_DATA_TYPE:h");

	static final List<TaosColumn> CLIENT_INFO = of("NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION");

	static final List<TaosColumn> COLUMN_PRIVILEGES = of(
			"TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");

	static final List<TaosColumn> TABLE_PRIVILEGES = of(
			"TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");

	static final List<TaosColumn> FUNCTIONS = of(
			"FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:h SPECIFIC_NAME");

	static final List<TaosColumn> FUNCTION_COLUMNS = of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME "
			+ "COLUMN_TYPE:h DATA_TYPE:i TYPE_NAME PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h REMARKS "
			+ "CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME");

	static final List<TaosColumn> PROCEDURES = of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 "
			+ "RESERVED3 REMARKS PROCEDURE_TYPE:h SPECIFIC_NAME");

	static final List<TaosColumn> PROCEDURE_COLUMNS = of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME "
			+ "COLUMN_TYPE:h DATA_TYPE:i TYPE_NAME PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h REMARKS "
			+ "COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE "
			+ "SPECIFIC_NAME");

	static final List<TaosColumn> PSEUDO_COLUMNS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i "
			+ "COLUMN_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE");

	static final List<TaosColumn> SUPER_TYPES = of(
			"TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME");

	static final List<TaosColumn> USER_TYPES = of(
			"TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:i REMARKS BASE_TYPE:h");

	private ListingColumns() {
	}

	private static List<TaosColumn> of(String columns) {
		return Arrays.stream(columns.split(" ")).map(ListingColumns::column).toList();
	}

	private static TaosColumn column(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			return new TaosColumn(text, TaosType.VARCHAR, TEXT_LENGTH, 0, 0);
		}
		TaosType type = switch (text.charAt(colon + 1)) {
			case 'i' -> TaosType.INT;
			case 'h' -> TaosType.SMALLINT;
			case 'l' -> TaosType.BIGINT;
			case 'b' -> TaosType.BOOL;
			default -> throw new IllegalArgumentException(text);
		};
		return new TaosColumn(text.substring(0, colon), type, type.width(), 0, 0);
	}

}
