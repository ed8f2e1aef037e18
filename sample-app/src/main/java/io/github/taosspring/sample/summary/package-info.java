/**
 * A table of summaries that a listener keeps.
 */
@NullMarked
package io.github.taosspring.sample.summary;

import org.jspecify.annotations.NullMarked;
