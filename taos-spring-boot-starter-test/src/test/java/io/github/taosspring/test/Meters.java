package io.github.taosspring.test;

import io.github.taosspring.core.TaosTemplate;

import org.springframework.stereotype.Component;

/**
 * A component of the application.
 */
@Component
class Meters {

	private final TaosTemplate taos;

	Meters(TaosTemplate taos) {
		this.taos = taos;
	}

	long count() {
		return this.taos.query("select voltage from meters", Integer.class).size();
	}

}
