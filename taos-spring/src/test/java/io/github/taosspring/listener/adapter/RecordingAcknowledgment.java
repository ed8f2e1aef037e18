package io.github.taosspring.listener.adapter;

import java.time.Duration;

import io.github.taosspring.listener.TaosAcknowledgment;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was asked of it.
 */
final class RecordingAcknowledgment implements TaosAcknowledgment {

	int acknowledged;

	@Nullable Duration rejected;

	@Override
	public void acknowledge() {
		this.acknowledged++;
	}

	@Override
	public void nack(Duration delay) {
		this.rejected = delay;
	}

}
