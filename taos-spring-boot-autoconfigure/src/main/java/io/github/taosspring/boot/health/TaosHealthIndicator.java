package io.github.taosspring.boot.health;

import java.time.Duration;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosEndpoint;
import io.github.taosspring.client.TaosException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of TDengine: asks its data nodes, not only the adapter in front of them, within
 * a bounded time. Details: hosts, whether this is the embedded stand-in, the server's
 * version when it is up.
 */
public class TaosHealthIndicator extends AbstractHealthIndicator {

	private final TaosClient client;

	private final Duration timeout;

	private final boolean embedded;

	/**
	 * Create an indicator.
	 * @param client the client
	 * @param timeout the time to wait for an answer
	 * @param embedded whether the server is the embedded one
	 */
	public TaosHealthIndicator(TaosClient client, Duration timeout, boolean embedded) {
		super("TDengine health check failed");
		this.client = client;
		this.timeout = timeout;
		this.embedded = embedded;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("hosts", this.client.options().endpoints().stream().map(TaosEndpoint::toString).toList());
		builder.withDetail("embedded", this.embedded);
		try {
			this.client.ping(this.timeout);
			builder.up().withDetail("version", this.client.serverVersion().toString());
		}
		catch (TaosException ex) {
			// without the exception itself, which each check would log with its stack
			// trace
			builder.down().withDetail("error", String.valueOf(ex.getMessage()));
		}
	}

}
