/**
 * Where faults and the journal meet the server: its requests and its connections.
 */
@NullMarked
package io.github.taosspring.embedded.internal.fault;

import org.jspecify.annotations.NullMarked;
