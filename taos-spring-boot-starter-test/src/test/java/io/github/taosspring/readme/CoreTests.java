package io.github.taosspring.readme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.Row;
import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.statement.BatchWriter;
import io.github.taosspring.client.statement.ColumnBatch;
import io.github.taosspring.client.statement.WriteResult;
import io.github.taosspring.embedded.EmbeddedTaosServer;
import io.github.taosspring.test.EmbeddedTaos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what README.md shows of an application without Spring.
 */
@EmbeddedTaos
class CoreTests {

	@Test
	void theCoreWorksAlone(EmbeddedTaosServer server) {
		List<String> printed = new ArrayList<>();
		try (TaosClient client = TaosClient.connect(server.url())) {
			client.execute("create database if not exists power precision 'ns'");
			client.execute(
					"create stable if not exists power.meters (ts timestamp, voltage int) tags (location varchar(24))");
			client.execute("insert into power.d1 using power.meters tags ('Oslo') values (now, 230)");
			for (Row row : client.query("select * from power.meters limit 10").rows()) {
				printed.add(row.toMap().toString());
			}
			BatchWriter writer = BatchWriter.of(client);
			ColumnBatch batch = ColumnBatch.of(writer.schema("power.meters"));
			Instant start = Instant.now();
			for (int i = 0; i < 1000; i++) {
				if (batch.beginTable("d" + i % 10)) { // its first row in the batch
					batch.tag(0).appendString("Oslo");
				}
				batch.column(0).appendInstant(start.plusNanos(i));
				batch.column(1).appendInt(230);
				batch.endRow();
			}
			WriteResult result = writer.write(batch); // with the rows that were refused
			batch.clear();
			assertThat(result.orThrow().rows()).isEqualTo(1000);
		}
		assertThat(printed).singleElement().asString().contains("voltage=230", "location=Oslo");
	}

}
