/**
 * Auto-configuration of topics and listeners.
 */
@NullMarked
package io.github.taosspring.boot.listener;

import org.jspecify.annotations.NullMarked;
