/**
 * The connector's program for the command line.
 */
@NullMarked
package io.github.taosspring.client.cli;

import org.jspecify.annotations.NullMarked;
