/**
 * A meter registry that writes to TDengine. Needs micrometer-core.
 */
@NullMarked
package io.github.taosspring.micrometer;

import org.jspecify.annotations.NullMarked;
