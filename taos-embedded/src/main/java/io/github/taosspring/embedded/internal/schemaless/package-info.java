/**
 * Schemaless writing: points in InfluxDB's line protocol, OpenTSDB's telnet lines and
 * OpenTSDB's JSON, and the tables and rows that come of them.
 */
@NullMarked
package io.github.taosspring.embedded.internal.schemaless;

import org.jspecify.annotations.NullMarked;
