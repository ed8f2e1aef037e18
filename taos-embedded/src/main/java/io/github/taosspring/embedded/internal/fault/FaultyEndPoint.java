package io.github.taosspring.embedded.internal.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can stop to read or to send, or send slowly, without being closed.
 * <p>
 * While it may not go on it asks the selector for nothing, so that it costs no time; the
 * {@link Line} calls it back.
 */
final class FaultyEndPoint extends SocketChannelEndPoint {

	private final Line line;

	private final Scheduler scheduler;

	private volatile long nextDrop = System.nanoTime();

	FaultyEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Line line) {
		super(channel, selector, key, scheduler);
		this.scheduler = scheduler;
		this.line = line;
	}

	@Override
	public void onOpen() {
		this.line.opened(this);
		super.onOpen();
	}

	@Override
	public void onClose(Throwable cause) {
		this.line.closed(this);
		super.onClose(cause);
	}

	@Override
	public int fill(ByteBuffer buffer) throws IOException {
		return this.line.state().deaf() ? 0 : super.fill(buffer);
	}

	@Override
	protected void needsFillInterest() {
		if (!this.line.state().deaf() || !this.line.hold(Line.State::deaf, this::needsFillInterest)) {
			super.needsFillInterest();
		}
	}

	@Override
	public boolean flush(ByteBuffer... buffers) throws IOException {
		Line.State state = this.line.state();
		if (state == Line.State.HEALTHY) {
			return super.flush(buffers);
		}
		if (state.silent()) {
			return !hasRemaining(buffers);
		}
		return (state.bytes() > 0) ? drip(state, buffers) : super.flush(buffers);
	}

	private boolean drip(Line.State state, ByteBuffer[] buffers) throws IOException {
		if (System.nanoTime() - this.nextDrop < 0) {
			return !hasRemaining(buffers);
		}
		for (ByteBuffer buffer : buffers) {
			if (buffer.hasRemaining()) {
				int limit = buffer.limit();
				buffer.limit(buffer.position() + Math.min(buffer.remaining(), state.bytes()));
				try {
					super.flush(buffer);
				}
				finally {
					buffer.limit(limit);
				}
				this.nextDrop = System.nanoTime() + state.pause().toNanos();
				break;
			}
		}
		return !hasRemaining(buffers);
	}

	private static boolean hasRemaining(ByteBuffer[] buffers) {
		for (ByteBuffer buffer : buffers) {
			if (buffer.hasRemaining()) {
				return true;
			}
		}
		return false;
	}

	@Override
	protected void onIncompleteFlush() {
		Line.State state = this.line.state();
		if (state.silent() && this.line.hold(Line.State::silent, this::onIncompleteFlush)) {
			return;
		}
		long pause = (state.bytes() > 0) ? this.nextDrop - System.nanoTime() : 0;
		if (pause > 0) {
			this.scheduler.schedule(super::onIncompleteFlush, pause, TimeUnit.NANOSECONDS);
		}
		else {
			super.onIncompleteFlush();
		}
	}

}
