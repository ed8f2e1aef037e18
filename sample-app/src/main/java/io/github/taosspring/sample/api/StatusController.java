package io.github.taosspring.sample.api;

import java.time.Instant;

import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.core.TaosTemplate;
import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.sampling.Writer;
import io.github.taosspring.sample.sampling.WriterStatus;
import io.github.taosspring.sample.store.MeasurementStore;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How storing goes. Never asks the server, so that it answers at once while that is away.
 */
@RestController
class StatusController {

	private final Machine machine;

	private final Writer writer;

	private final MeasurementStore store;

	private final boolean embedded;

	private final String server;

	StatusController(Machine machine, Writer writer, MeasurementStore store, TaosConnectionDetails details,
			TaosTemplate taos) {
		this.machine = machine;
		this.writer = writer;
		this.store = store;
		this.embedded = details.isEmbedded();
		this.server = taos.client().options().toString();
	}

	@GetMapping("/api/status")
	StatusResponse status() {
		return new StatusResponse(this.machine.name(), Instant.now(), this.server, this.embedded,
				this.store.serverVersion(), this.writer.status());
	}

	/**
	 * How storing goes.
	 *
	 * @param host the host that is measured
	 * @param time the time here
	 * @param server the server's URL, without the password
	 * @param embedded whether that is the stand-in inside this application
	 * @param serverVersion the server's version, {@code null} before the first write
	 * @param writer what became of the samples so far
	 */
	record StatusResponse(String host, Instant time, String server, boolean embedded, @Nullable String serverVersion,
			WriterStatus writer) {

	}

}
