/**
 * Listeners as endpoints: what they are, what makes their containers and keeps them.
 */
@NullMarked
package io.github.taosspring.config;

import org.jspecify.annotations.NullMarked;
