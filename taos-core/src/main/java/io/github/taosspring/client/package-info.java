/**
 * The connector's API: clients, sessions, results, blocks, options and exceptions.
 */
@NullMarked
package io.github.taosspring.client;

import org.jspecify.annotations.NullMarked;
