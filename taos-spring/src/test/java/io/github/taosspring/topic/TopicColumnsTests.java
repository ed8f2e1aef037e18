package io.github.taosspring.topic;

import io.github.taosspring.client.TaosColumn;
import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.TaosType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TopicColumns}, with texts of a TDengine 3.3.7.5.
 */
class TopicColumnsTests {

	@Test
	void columnsHaveNameTypeAndLength() {
		assertThat(TopicColumns.parse("[{\"name\":\"tbname\",\"type\":\"VARCHAR\",\"length\":270},"
				+ "{\"name\":\"ts\",\"type\":\"TIMESTAMP\",\"length\":8},{\"name\":\"a\",\"type\":\"INT\",\"length\":4}]"))
			.containsExactly(new TaosColumn("tbname", TaosType.VARCHAR, 270, 0, 0),
					new TaosColumn("ts", TaosType.TIMESTAMP, 8, 0, 0), new TaosColumn("a", TaosType.INT, 4, 0, 0));
	}

	@Test
	void aTopicOnADatabaseHasNone() {
		assertThat(TopicColumns.parse("NULL")).isEmpty();
		assertThat(TopicColumns.parse(null)).isEmpty();
	}

	@Test
	void whatIsNoJsonAndTypesThatAreNotKnownAreNamed() {
		assertThatExceptionOfType(TaosException.class).isThrownBy(() -> TopicColumns.parse("[{\"name\":"))
			.withMessageContaining("no JSON");
		assertThatExceptionOfType(TaosException.class)
			.isThrownBy(() -> TopicColumns.parse("[{\"name\":\"a\",\"type\":\"UUID\",\"length\":4}]"))
			.withMessageContaining("'UUID'");
	}

}
