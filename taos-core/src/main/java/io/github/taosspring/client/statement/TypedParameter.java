package io.github.taosspring.client.statement;

import org.jspecify.annotations.Nullable;

import io.github.taosspring.client.TaosType;

/**
 * A query's parameter that is sent as a type of the caller's.
 *
 * @param type the type
 * @param value a value for {@link BatchColumn#appendObject}; a TIMESTAMP is a number in
 * the precision of the database
 */
public record TypedParameter(TaosType type, @Nullable Object value) {

}
