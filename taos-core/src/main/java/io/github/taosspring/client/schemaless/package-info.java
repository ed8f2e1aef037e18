/**
 * Writing without a schema: points and lines of InfluxDB's and OpenTSDB's protocols, for
 * which the server makes tables and columns as they come.
 */
@NullMarked
package io.github.taosspring.client.schemaless;

import org.jspecify.annotations.NullMarked;
