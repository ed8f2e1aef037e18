/**
 * Faults on demand, so that an application's tests can see what it does when its server
 * is slow, refuses, breaks off or falls silent.
 */
@NullMarked
package io.github.taosspring.embedded.fault;

import org.jspecify.annotations.NullMarked;
