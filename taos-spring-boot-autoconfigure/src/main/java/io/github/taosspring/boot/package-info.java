/**
 * Properties, connection details, the client and its template.
 */
@NullMarked
package io.github.taosspring.boot;

import org.jspecify.annotations.NullMarked;
