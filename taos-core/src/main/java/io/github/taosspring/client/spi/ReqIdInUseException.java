package io.github.taosspring.client.spi;

import io.github.taosspring.client.TaosErrors;
import io.github.taosspring.client.TaosInterfaceException;

/**
 * A statement with the same request id is under way on the same connection, which could
 * not tell their replies apart.
 */
public final class ReqIdInUseException extends TaosInterfaceException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param reqId the id
	 */
	public ReqIdInUseException(long reqId) {
		super(new TaosErrors.Details(
				"A statement with request id " + Long.toUnsignedString(reqId)
						+ " is under way on this connection; use another id or another connection",
				0, "HY000", reqId, true), null);
	}

}
