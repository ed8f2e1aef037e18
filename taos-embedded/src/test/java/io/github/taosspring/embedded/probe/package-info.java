/**
 * The connector's JDBC driver against the embedded server, as Spring and HikariCP use it.
 */
@NullMarked
package io.github.taosspring.embedded.probe;

import org.jspecify.annotations.NullMarked;
