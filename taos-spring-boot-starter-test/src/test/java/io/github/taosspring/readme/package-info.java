/**
 * The application that README.md shows.
 */
@NullMarked
package io.github.taosspring.readme;

import org.jspecify.annotations.NullMarked;
