/**
 * Messages for what keeps an application from starting.
 */
@NullMarked
package io.github.taosspring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
