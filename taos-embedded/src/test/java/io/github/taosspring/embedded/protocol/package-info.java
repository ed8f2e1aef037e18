/**
 * The same use of the connector over each of its protocols.
 */
@NullMarked
package io.github.taosspring.embedded.protocol;

import org.jspecify.annotations.NullMarked;
