/**
 * Tests of faults, and of what the client makes of them.
 */
@NullMarked
package io.github.taosspring.embedded.fault;

import org.jspecify.annotations.NullMarked;
