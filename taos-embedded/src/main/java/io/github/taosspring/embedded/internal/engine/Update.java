package io.github.taosspring.embedded.internal.engine;

/**
 * The outcome of a statement without rows.
 *
 * @param affectedRows the rows written or deleted, 0 for all other statements
 */
public record Update(long affectedRows) implements EngineResult {

}
