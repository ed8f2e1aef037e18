/**
 * Turns parsed queries into plans: resolves names and types, and refuses what makes no
 * sense with TDengine's codes and texts.
 */
@NullMarked
package io.github.taosspring.embedded.internal.analysis;

import org.jspecify.annotations.NullMarked;
