package io.github.taosspring.sample.api;

import java.util.Arrays;
import java.util.List;

import io.github.taosspring.sample.measure.Kind;
import io.github.taosspring.sample.measure.Machine;
import io.github.taosspring.sample.store.DeviceReading;
import io.github.taosspring.sample.store.MeasurementStore;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What there is to ask for, and the latest value of each device.
 */
@RestController
class LatestController {

	private final MeasurementStore store;

	private final Machine machine;

	LatestController(MeasurementStore store, Machine machine) {
		this.store = store;
		this.machine = machine;
	}

	@GetMapping("/api/kinds")
	List<KindResponse> kinds() {
		return Arrays.stream(Kind.values()).map(KindResponse::of).toList();
	}

	@GetMapping("/api/hosts")
	List<String> hosts() {
		return this.store.hosts();
	}

	/**
	 * Return the latest value of each device, of one kind or of all.
	 * @param kind the kind, all if absent
	 * @param host the host, this one if absent
	 * @return the devices by kind
	 */
	@GetMapping("/api/latest")
	LatestResponse latest(@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String host) {
		List<Kind> kinds = (kind != null) ? List.of(Parameters.kind(kind)) : List.of(Kind.values());
		String knownHost = (host != null) ? host : this.machine.name();
		return new LatestResponse(knownHost,
				kinds.stream()
					.map((each) -> new LatestResponse.Devices(each.id(), this.store.latest(each, knownHost)))
					.toList());
	}

	/**
	 * The latest values.
	 *
	 * @param host the host
	 * @param kinds the devices by kind
	 */
	record LatestResponse(String host, List<Devices> kinds) {

		/**
		 * The devices of a kind.
		 *
		 * @param kind the kind's name
		 * @param devices the last row of each device
		 */
		record Devices(String kind, List<DeviceReading> devices) {

		}

	}

	/**
	 * A kind of measurement.
	 *
	 * @param kind its name
	 * @param label what people call it
	 * @param metrics its metrics
	 */
	record KindResponse(String kind, String label, List<MetricResponse> metrics) {

		static KindResponse of(Kind kind) {
			return new KindResponse(kind.id(), kind.label(),
					kind.metrics()
						.stream()
						.map((metric) -> new MetricResponse(metric.name(), metric.label(), metric.unit().symbol()))
						.toList());
		}

	}

	/**
	 * A metric.
	 *
	 * @param metric its name
	 * @param label what people call it
	 * @param unit the symbol of its unit
	 */
	record MetricResponse(String metric, String label, String unit) {

	}

}
