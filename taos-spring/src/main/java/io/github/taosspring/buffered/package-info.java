/**
 * Buffered writing as a part of an application context.
 */
@NullMarked
package io.github.taosspring.buffered;

import org.jspecify.annotations.NullMarked;
