package io.github.taosspring.embedded.internal.engine;

/**
 * What a statement came to: a count of rows or rows.
 */
public sealed interface EngineResult permits Update, Rows {

}
