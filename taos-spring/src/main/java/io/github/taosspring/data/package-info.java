/**
 * Spring Data JDBC on TDengine.
 */
@NullMarked
package io.github.taosspring.data;

import org.jspecify.annotations.NullMarked;
