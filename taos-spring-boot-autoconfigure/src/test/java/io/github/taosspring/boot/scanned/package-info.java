/**
 * A package to be scanned.
 */
@NullMarked
package io.github.taosspring.boot.scanned;

import org.jspecify.annotations.NullMarked;
