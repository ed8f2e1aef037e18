/**
 * A client without a server, for tests.
 */
@NullMarked
package io.github.taosspring.testing;

import org.jspecify.annotations.NullMarked;
