package io.github.taosspring.client.internal.ws;

/**
 * Tells from looks at a socket's counts whether its peer is alive.
 * <p>
 * Any byte that arrived is a sign of life. So is a backlog that gets shorter: a peer that
 * takes a large statement over a slow line has no reason to send anything meanwhile. What
 * is written without a backlog proves nothing, since the system takes it for a peer that
 * is gone. Looks are counted rather than time, so that a pause of this process is not
 * taken for one of the peer.
 * <p>
 * The end of a large statement is out of sight: the system took it, and a slow line still
 * carries it, with any ping behind it. So a peer may be silent for one more look for each
 * {@value #BYTES_PER_LOOK} bytes written since its last sign of life. Used by one thread.
 */
final class Liveness {

	/** What even a slow line carries between two looks. */
	static final int BYTES_PER_LOOK = 1 << 19;

	private long arrived = -1;

	/** The bytes that had been written when one arrived last. */
	private long writtenBefore;

	private long written;

	private boolean backlog;

	private int silentLooks;

	/** Looks that found no sign of life while bytes may have been under way. */
	private int patientLooks;

	/**
	 * Look.
	 * @param nowArrived the bytes that have arrived so far
	 * @param nowWritten the bytes that the system has taken so far
	 * @param nowBacklog whether more waits to be taken
	 * @return the looks in a row, this one included, that found no sign of life
	 */
	int look(long nowArrived, long nowWritten, boolean nowBacklog) {
		boolean heard = nowArrived != this.arrived;
		boolean alive = heard || this.backlog && nowWritten != this.written;
		this.arrived = nowArrived;
		this.written = nowWritten;
		this.backlog = nowBacklog;
		if (heard) {
			this.writtenBefore = nowWritten;
		}
		if (alive) {
			this.silentLooks = 0;
			this.patientLooks = 0;
		}
		else if (!nowBacklog && this.patientLooks < (nowWritten - this.writtenBefore) / BYTES_PER_LOOK) {
			this.patientLooks++;
			// at least one, so that the peer is asked
			this.silentLooks = Math.max(1, this.silentLooks);
		}
		else {
			this.silentLooks++;
		}
		return this.silentLooks;
	}

}
