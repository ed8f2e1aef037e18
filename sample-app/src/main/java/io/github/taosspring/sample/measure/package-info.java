/**
 * Reading the host: what is measured, and the rates between two readings.
 */
@NullMarked
package io.github.taosspring.sample.measure;

import org.jspecify.annotations.NullMarked;
