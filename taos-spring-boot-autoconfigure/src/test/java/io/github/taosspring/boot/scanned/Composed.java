package io.github.taosspring.boot.scanned;

import java.time.Instant;

import io.github.taosspring.mapping.Tag;
import io.github.taosspring.mapping.Ts;

/**
 * A type to be found by an annotation that is made of the one to be found.
 */
@Meter
public record Composed(@Ts Instant ts, int v, @Tag String id) {

}
