package io.github.taosspring.client.internal.ws;

/**
 * Tells from looks at a socket's counts whether its peer is alive.
 * <p>
 * Any byte that arrived is a sign of life. So is a backlog that gets shorter: a peer that
 * takes a large statement over a slow line has no reason to send anything meanwhile. What
 * is written without a backlog proves nothing, since the system takes it for a peer that
 * is gone. Looks are counted rather than time, so that a pause of this process is not
 * taken for one of the peer. Used by one thread.
 */
final class Liveness {

	private long arrived = -1;

	private long written;

	private boolean backlog;

	private int silentLooks;

	/**
	 * Look.
	 * @param nowArrived the bytes that have arrived so far
	 * @param nowWritten the bytes that the system has taken so far
	 * @param nowBacklog whether more waits to be taken
	 * @return the looks in a row, this one included, that found no sign of life
	 */
	int look(long nowArrived, long nowWritten, boolean nowBacklog) {
		boolean alive = nowArrived != this.arrived || this.backlog && nowWritten != this.written;
		this.arrived = nowArrived;
		this.written = nowWritten;
		this.backlog = nowBacklog;
		this.silentLooks = alive ? 0 : this.silentLooks + 1;
		return this.silentLooks;
	}

}
