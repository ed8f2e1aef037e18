package io.github.taosspring.client;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What became of a probe: how far each endpoint can be used, step by step. Immutable; it
 * holds neither a password nor a token.
 *
 * @param endpoints the endpoints in the order of the options
 */
public record TaosProbeReport(List<Endpoint> endpoints) {

	/**
	 * Create a report.
	 */
	public TaosProbeReport {
		endpoints = List.copyOf(endpoints);
	}

	/**
	 * Return whether no step of any endpoint failed.
	 * @return whether all is well
	 */
	public boolean isOk() {
		return this.endpoints.stream().allMatch(Endpoint::isOk);
	}

	/**
	 * Return a line for each endpoint, see {@link Endpoint#toString()}.
	 */
	@Override
	public String toString() {
		return this.endpoints.stream().map(Endpoint::toString).collect(Collectors.joining("\n"));
	}

	/**
	 * The steps of one endpoint.
	 *
	 * @param endpoint the server
	 * @param steps one for each {@link Kind}, in its order
	 */
	public record Endpoint(TaosEndpoint endpoint, List<Step> steps) {

		/**
		 * Create the steps.
		 */
		public Endpoint {
			steps = List.copyOf(steps);
		}

		/**
		 * Return whether no step failed.
		 * @return whether the endpoint can be used
		 */
		public boolean isOk() {
			return this.steps.stream().noneMatch((step) -> step.status() == Status.FAILED);
		}

		/**
		 * Return a step.
		 * @param kind what it tries
		 * @return the step
		 */
		public Step step(Kind kind) {
			return this.steps.get(kind.ordinal());
		}

		/**
		 * Return the steps that were taken in one line, such as
		 * {@code td1:6041  name ok · tcp ok · http ok · upgrade ok · login FAILED: …}.
		 */
		@Override
		public String toString() {
			return this.endpoint + "  "
					+ this.steps.stream()
						.filter((step) -> step.status() != Status.SKIPPED)
						.map(Step::toString)
						.collect(Collectors.joining(" \u00B7 "));
		}

	}

	/**
	 * One step.
	 *
	 * @param kind what was tried
	 * @param status what became of it
	 * @param elapsed the time it took, zero if it was skipped
	 * @param detail what was found, why it failed or why it was skipped
	 * @param action what to do, {@code null} unless it failed
	 */
	public record Step(Kind kind, Status status, Duration elapsed, String detail, @Nullable String action) {

		@Override
		public String toString() {
			return switch (this.status) {
				case OK -> this.kind + " ok";
				case SKIPPED -> this.kind + " skipped";
				case FAILED -> this.kind + " FAILED: " + this.detail;
			};
		}

	}

	/**
	 * What a step tries, in the order of trying.
	 */
	public enum Kind {

		/** The host's name has an address. */
		NAME("name", "Check the host in the URL, and that this machine resolves it"),

		/** A socket can be connected. */
		TCP("tcp", "Check host and port in the URL, that taosAdapter runs there (it listens on 6041), and firewalls"),

		/** The TLS handshake, if the URL wants TLS. */
		TLS("tls", "Check 'trustStore', 'keyStore' and the server's certificate, or use a scheme without TLS"),

		/** The server speaks HTTP. */
		HTTP("http", "Check that the port is taosAdapter's (6041), and whether it wants TLS"),

		/** The server takes WebSockets of taosAdapter's path, if the URL wants one. */
		UPGRADE("upgrade", "Check that the port is taosAdapter's, and that a proxy in front passes WebSockets of /ws"),

		/** User and password, and the database if the URL has one. */
		LOGIN("login",
				"Check user, password and database; '%', '@', ':', '/' and '?' in a URL must be percent-encoded"),

		/** The data nodes answer, not only taosAdapter. */
		TAOSD("taosd", "Check that taosd runs and that taosAdapter reaches it"),

		/** The server names its version. */
		VERSION("version", "Check that the port is taosAdapter's"),

		/** The server keeps the connection's time zone. */
		ZONE("zone", "Set 'timeZone' to a region id that the server knows, such as Europe/Oslo");

		private final String label;

		private final String action;

		Kind(String label, String action) {
			this.label = label;
			this.action = action;
		}

		/**
		 * Return what to do when such a step fails.
		 * @return a sentence without its full stop
		 */
		public String action() {
			return this.action;
		}

		@Override
		public String toString() {
			return this.label;
		}

	}

	/**
	 * What became of a step.
	 */
	public enum Status {

		/** It succeeded. */
		OK,

		/** It failed. */
		FAILED,

		/** It was not tried. */
		SKIPPED

	}

}
