package io.github.taosspring.client.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a statement came to.
 *
 * @param affectedRows the count of an update
 * @param rows the result of a query, {@code null} for an update
 */
public record StatementReply(long affectedRows, @Nullable RemoteResult rows) {

}
