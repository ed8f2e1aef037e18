/**
 * Tests of REST.
 */
@NullMarked
package io.github.taosspring.client.internal.rest;

import org.jspecify.annotations.NullMarked;
