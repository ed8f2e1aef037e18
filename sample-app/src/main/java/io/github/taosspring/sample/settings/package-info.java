/**
 * The application's own settings, kept in its main DataSource.
 */
@NullMarked
package io.github.taosspring.sample.settings;

import org.jspecify.annotations.NullMarked;
