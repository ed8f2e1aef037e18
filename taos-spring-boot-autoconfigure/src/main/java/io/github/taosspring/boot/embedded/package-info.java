/**
 * The embedded server as a source of connection details.
 */
@NullMarked
package io.github.taosspring.boot.embedded;

import org.jspecify.annotations.NullMarked;
