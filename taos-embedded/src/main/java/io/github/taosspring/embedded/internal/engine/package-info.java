/**
 * The engine's entrance: logins, sessions and results.
 */
@NullMarked
package io.github.taosspring.embedded.internal.engine;

import org.jspecify.annotations.NullMarked;
