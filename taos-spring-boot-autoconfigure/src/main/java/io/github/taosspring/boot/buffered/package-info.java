/**
 * Auto-configuration of buffered writing of records.
 */
@NullMarked
package io.github.taosspring.boot.buffered;

import org.jspecify.annotations.NullMarked;
