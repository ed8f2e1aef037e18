/**
 * What the embedded server was asked.
 */
@NullMarked
package io.github.taosspring.embedded.journal;

import org.jspecify.annotations.NullMarked;
