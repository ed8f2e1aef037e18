package io.github.taosspring.core;

/**
 * Is told of rows that an insert could not write. After it returns the insert goes on
 * with the rows that are left; what it throws ends the insert.
 */
@FunctionalInterface
public interface InsertFailureHandler {

	/**
	 * Handle rows that were not written.
	 * @param failure the rows and why
	 */
	void onFailure(InsertFailure failure);

}
