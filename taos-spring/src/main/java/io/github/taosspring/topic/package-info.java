/**
 * Topics declared in code.
 */
@NullMarked
package io.github.taosspring.topic;

import org.jspecify.annotations.NullMarked;
