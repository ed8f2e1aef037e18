/**
 * {@link io.github.taosspring.core.TaosTemplate} and its interface.
 */
@NullMarked
package io.github.taosspring.core;

import org.jspecify.annotations.NullMarked;
