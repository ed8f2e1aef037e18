/**
 * Feeds damaged recordings to what reads them.
 */
@NullMarked
package io.github.taosspring.client.fuzz;

import org.jspecify.annotations.NullMarked;
