package io.github.taosspring.client.internal;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.taosspring.client.TaosClient;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqOptions;
import io.github.taosspring.client.transcript.TopicServer;
import io.github.taosspring.client.transcript.TranscriptServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no password gets into the log, not even into the finest one of the WebSocket
 * library, which shows frames.
 */
class PasswordTests {

	@Test
	void theLoginDoesNotAppearInTheTraceLog() {
		check(() -> {
			try (TranscriptServer server = TranscriptServer.start();
					TaosClient client = TaosClient.connect(server.url("wr_blk"))) {
				client.execute("select * from t");
			}
		});
	}

	@Test
	void theLoginOfASubscriptionDoesNotAppearInTheTraceLog() {
		check(() -> {
			try (TopicServer server = TopicServer.start();
					TmqConsumer consumer = TmqConsumer.open(server.url(), TmqOptions.group("g"))) {
				server.append("t", 1, 0, 3);
				consumer.subscribe(List.of("t"));
				assertThat(consumer.poll(Duration.ofSeconds(20))).isNotNull();
			}
		});
	}

	private static void check(Runnable action) {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Logger library = (Logger) LoggerFactory.getLogger("org.java_websocket");
		Logger own = (Logger) LoggerFactory.getLogger("io.github.taosspring");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.setContext(root.getLoggerContext());
		log.start();
		for (Logger logger : List.of(library, own)) {
			logger.setAdditive(false);
			logger.setLevel(Level.TRACE);
			logger.addAppender(log);
		}
		try {
			action.run();
		}
		finally {
			for (Logger logger : List.of(library, own)) {
				logger.detachAppender(log);
				logger.setLevel(null);
				logger.setAdditive(true);
			}
		}
		List<String> messages = List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
		assertThat(messages).anyMatch((message) -> message.contains("send frame"))
			.noneMatch((message) -> message.contains("taosdata"));
	}

}
