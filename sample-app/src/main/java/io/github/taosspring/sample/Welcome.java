package io.github.taosspring.sample;

import io.github.taosspring.boot.TaosConnectionDetails;
import io.github.taosspring.core.TaosTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says at the end of the start where the page is and where measurements go.
 */
@Component
class Welcome {

	private static final Logger logger = LoggerFactory.getLogger(Welcome.class);

	private final TaosConnectionDetails details;

	private final TaosTemplate taos;

	Welcome(TaosConnectionDetails details, TaosTemplate taos) {
		this.details = details;
		this.taos = taos;
	}

	@EventListener
	void sayWhere(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
		if (port != null) {
			logger.info("Open http://localhost:{}/ to see this machine; its measurements go to {}{}", port,
					this.details.isEmbedded() ? "the embedded server at " : "", this.taos.client().options());
		}
	}

}
