package io.github.taosspring.benchmarks.point;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.TaosResult;

/**
 * Reads by {@link TaosClient}s of one connection each, which the threads share.
 */
final class SharedClientReader implements PointReader {

	private final List<TaosClient> clients = new ArrayList<>();

	SharedClientReader(int port, int sockets) {
		for (int i = 0; i < sockets; i++) {
			this.clients.add(TaosClient.connect("taos+ws://127.0.0.1:" + port));
		}
	}

	@Override
	public int voltage(int table) {
		TaosClient client = this.clients.get(table % this.clients.size());
		try (TaosResult result = client.query(PointReader.sql(table))) {
			if (!result.next()) {
				throw new IllegalStateException("No row of table " + table);
			}
			return result.getInt(2);
		}
	}

	@Override
	public void close() {
		this.clients.forEach(TaosClient::close);
	}

}
