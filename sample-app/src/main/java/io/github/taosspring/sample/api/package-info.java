/**
 * The JSON API that the page reads.
 */
@NullMarked
package io.github.taosspring.sample.api;

import org.jspecify.annotations.NullMarked;
