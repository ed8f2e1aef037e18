/**
 * Translation of the connector's failures to Spring's {@code DataAccessException}.
 */
@NullMarked
package io.github.taosspring.support;

import org.jspecify.annotations.NullMarked;
