package io.github.taosspring.client;

/**
 * A column of a result.
 *
 * @param name the label, as the server sent it
 * @param type the type
 * @param length the length a user declared: bytes for VARCHAR, VARBINARY, GEOMETRY and
 * BLOB, characters for NCHAR and JSON, the width of a value for all others
 * @param precision the total number of digits of a DECIMAL, 0 for all others
 * @param scale the digits of a DECIMAL's fraction, 0 for all others
 */
public record TaosColumn(String name, TaosType type, int length, int precision, int scale) {

}
