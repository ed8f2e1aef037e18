/**
 * Topics, consumer groups and what consumers are given of a database's log.
 */
@NullMarked
package io.github.taosspring.embedded.internal.tmq;

import org.jspecify.annotations.NullMarked;
