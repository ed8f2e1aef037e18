package io.github.taosspring.boot.scanned;

import java.time.Instant;

import io.github.taosspring.mapping.SuperTable;
import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;

/**
 * A type to be found.
 */
@SuperTable
public record Scanned(@Ts Instant ts, int v, @Tag String id) {

}
