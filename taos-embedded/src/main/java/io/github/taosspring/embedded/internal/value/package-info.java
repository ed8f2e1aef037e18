/**
 * Values as text: how TDengine reads timestamps, numbers, decimals, geometries, binary
 * values and JSON documents, in inserts, tags and casts alike.
 */
@NullMarked
package io.github.taosspring.embedded.internal.value;

import org.jspecify.annotations.NullMarked;
