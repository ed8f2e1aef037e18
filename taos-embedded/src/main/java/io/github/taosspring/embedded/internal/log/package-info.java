/**
 * The write-ahead log: one per vgroup, which subscriptions read, and the files that keep
 * it.
 */
@NullMarked
package io.github.taosspring.embedded.internal.log;

import org.jspecify.annotations.NullMarked;
