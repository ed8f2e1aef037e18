/**
 * Auto-configuration of schemaless writing.
 */
@NullMarked
package io.github.taosspring.boot.schemaless;

import org.jspecify.annotations.NullMarked;
