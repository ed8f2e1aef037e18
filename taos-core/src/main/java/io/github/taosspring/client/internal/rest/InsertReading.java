package io.github.taosspring.client.internal.rest;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.schemaless.SchemalessResult;

/**
 * Reads the answer to a schemaless write, which is a status and no body.
 */
final class InsertReading implements RestReading<SchemalessResult> {

	@Override
	public SchemalessResult nothing() {
		return new SchemalessResult(SchemalessResult.UNKNOWN, SchemalessResult.UNKNOWN);
	}

	@Override
	public SchemalessResult read(RestCall<SchemalessResult> call, RestAnswer answer) {
		throw TaosErrors.malformed("Malformed answer to a schemaless write: HTTP status 200 instead of 204", null);
	}

	@Override
	public SchemalessResult refused(RestRefusal refusal, long reqId) {
		throw refusal.toException("insert", reqId);
	}

	@Override
	public void discard(SchemalessResult value) {
	}

}
