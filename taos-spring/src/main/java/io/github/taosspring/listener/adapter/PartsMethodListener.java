package io.github.taosspring.listener.adapter;

import java.util.ArrayList;
import java.util.List;

import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.listener.TaosAcknowledgment;

import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Calls a method with a message, its blocks or its changes of tables.
 */
final class PartsMethodListener extends MethodListener {

	PartsMethodListener(ListenerMethod method, InvocableHandlerMethod invocable, MethodListenerSettings settings,
			TaosPayloads payloads) {
		super(method, invocable, settings, payloads);
	}

	@Override
	public boolean accepts(TmqMessage message) {
		return switch (method().kind()) {
			case BLOCK, BLOCKS -> !message.blocks().isEmpty();
			case META, METAS -> !metas(message).isEmpty();
			default -> true;
		};
	}

	@Override
	public void onMessage(TmqMessage message, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		TaosMessageHeaders headers = headers(message, 0, acknowledgment, consumer);
		switch (method().kind()) {
			case MESSAGE -> invoke(message, headers, message, acknowledgment, consumer);
			case BLOCKS ->
				invoke(message.blocks(), headers.withTables(tables(message)), message, acknowledgment, consumer);
			case METAS -> invoke(metas(message), headers, message, acknowledgment, consumer);
			case BLOCK -> onEach(message, message.blocks(), headers, acknowledgment, consumer);
			default -> onEach(message, metas(message), headers, acknowledgment, consumer);
		}
	}

	private void onEach(TmqMessage message, List<?> parts, TaosMessageHeaders headers,
			TaosAcknowledgment acknowledgment, TmqConsumer consumer) throws Exception {
		PartAcknowledgments acknowledgments = new PartAcknowledgments(acknowledgment);
		for (Object part : parts) {
			TaosMessageHeaders own = (part instanceof TmqBlock block && method().wantsTables())
					? headers.withTable(block.tableName()) : headers;
			invoke(part, own, message, acknowledgments.next(), consumer);
			if (acknowledgments.isRejected()) {
				return;
			}
		}
		if (method().isAcknowledging()) {
			acknowledgments.complete();
		}
	}

	private List<TmqMeta> metas(TmqMessage message) {
		Class<?> type = method().elementType();
		return message.metas().stream().filter(type::isInstance).toList();
	}

	private List<String> tables(TmqMessage message) {
		List<String> tables = new ArrayList<>();
		if (method().wantsTables()) {
			for (TmqBlock block : message.blocks()) {
				if (block.tableName() != null) {
					tables.add(block.tableName());
				}
			}
		}
		return tables;
	}

}
