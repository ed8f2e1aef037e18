package io.github.taosspring.embedded.internal.server;

/**
 * A message that is being answered.
 *
 * @param action the action, as the reply repeats it
 * @param reqId the request id, 64 unsigned bits
 * @param started when it came, {@link System#nanoTime()}
 * @param scales whether replies name the precisions and scales of columns
 */
record WsCall(String action, long reqId, long started, boolean scales) {

	WsCall(String action, long reqId, long started) {
		this(action, reqId, started, true);
	}

	/**
	 * Return the nanoseconds since it came, at least 1.
	 */
	long elapsed() {
		return Math.max(1, System.nanoTime() - this.started);
	}

	WsReply error(int code, String message) {
		return WsReply.Builder.error(this, code, message).build();
	}

	/**
	 * Return an error with the code of all of taosAdapter's own failures.
	 */
	WsReply error(String message) {
		return error(AdapterError.CATCH_ALL, message);
	}

	WsReply success() {
		return WsReply.Builder.success(this).build();
	}

}
