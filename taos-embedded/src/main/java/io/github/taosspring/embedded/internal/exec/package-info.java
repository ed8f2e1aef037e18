/**
 * The operators that run a plan, batch by batch.
 */
@NullMarked
package io.github.taosspring.embedded.internal.exec;

import org.jspecify.annotations.NullMarked;
