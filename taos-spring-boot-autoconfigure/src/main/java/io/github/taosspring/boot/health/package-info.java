/**
 * Health of TDengine.
 */
@NullMarked
package io.github.taosspring.boot.health;

import org.jspecify.annotations.NullMarked;
