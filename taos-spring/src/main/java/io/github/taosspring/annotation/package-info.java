/**
 * Listeners by annotation.
 */
@NullMarked
package io.github.taosspring.annotation;

import org.jspecify.annotations.NullMarked;
