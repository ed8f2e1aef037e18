/**
 * Tests of applications that use TDengine: a server in the JVM, a test slice, and a
 * container.
 */
@NullMarked
package io.github.taosspring.test;

import org.jspecify.annotations.NullMarked;
