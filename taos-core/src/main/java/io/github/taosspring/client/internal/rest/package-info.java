/**
 * {@link io.github.taosspring.client.spi.TaosTransport} over HTTP: {@code /rest/sql} of
 * taosAdapter, whose JSON is read as a stream into raw blocks.
 */
@NullMarked
package io.github.taosspring.client.internal.rest;

import org.jspecify.annotations.NullMarked;
