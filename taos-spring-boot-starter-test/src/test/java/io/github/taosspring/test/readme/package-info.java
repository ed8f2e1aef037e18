/**
 * The application that README.md shows.
 */
@NullMarked
package io.github.taosspring.test.readme;

import org.jspecify.annotations.NullMarked;
