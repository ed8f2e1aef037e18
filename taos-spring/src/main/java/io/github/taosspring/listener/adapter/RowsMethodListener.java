package io.github.taosspring.listener.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taosspring.client.TaosException;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqTopicPartition;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosRowsFailedException;
import io.github.taosspring.listener.TaosRowsListener;
import io.github.taosspring.mapping.TaosMappingException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;

/**
 * Calls a method with each row of a message, or with its rows together.
 * <p>
 * A row that cannot be mapped, or on which a method of single rows fails, does not take
 * others with it: it is reported by its index, and the container goes on with it or
 * behind it. A method of lists gets the rows before one that cannot be mapped first. If
 * it acknowledges by itself, which it does for a message as a whole, such a message fails
 * as a whole.
 */
final class RowsMethodListener extends MethodListener implements TaosRowsListener {

	private final RowReader reader;

	/** By vgroup, the message that failed last; its rows may be processed elsewhere. */
	private final Map<TmqTopicPartition, Unfinished> unfinished = new ConcurrentHashMap<>();

	RowsMethodListener(ListenerMethod method, InvocableHandlerMethod invocable, MethodListenerSettings settings,
			TaosPayloads payloads) {
		super(method, invocable, settings, payloads);
		this.reader = payloads.reader(method.elementType(), settings.tagLookup(), method.toString());
	}

	@Override
	public boolean accepts(TmqMessage message) {
		for (TmqBlock block : message.blocks()) {
			if (this.reader.accepts(message, block)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void onRows(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment, TmqConsumer consumer)
			throws Exception {
		TaosMessageHeaders headers = headers(message, firstRow, acknowledgment, consumer);
		if (method().kind() == PayloadKind.ROW) {
			onEach(message, firstRow, headers, acknowledgment, consumer);
		}
		else {
			onAll(message, firstRow, headers, acknowledgment, consumer);
		}
	}

	private void onEach(TmqMessage message, int firstRow, TaosMessageHeaders headers, TaosAcknowledgment acknowledgment,
			TmqConsumer consumer) {
		if (!method().isAcknowledging()) {
			onEach(message, firstRow, headers, (payload, row, own) -> {
				invokeForRow(payload, row, own, message, acknowledgment, consumer);
				return true;
			});
			return;
		}
		PartAcknowledgments parts = parts(message, firstRow, acknowledgment);
		boolean all = onEach(message, firstRow, headers, (payload, row, own) -> {
			PartAcknowledgments.Part part = parts.next();
			boolean returned = false;
			try {
				invokeForRow(payload, row, own, message, part, consumer);
				returned = true;
			}
			finally {
				if (!returned) {
					part.withdraw();
				}
			}
			return !parts.isRejected();
		});
		this.unfinished.remove(message.partition());
		if (all) {
			parts.complete();
		}
	}

	/**
	 * Return the acknowledgments of a message's rows, which those of former attempts that
	 * came to an end in the middle belong to.
	 */
	private PartAcknowledgments parts(TmqMessage message, int firstRow, TaosAcknowledgment acknowledgment) {
		PartAcknowledgments parts = (firstRow > 0) ? unfinished(message) : null;
		if (parts != null) {
			parts.attempt(acknowledgment);
			return parts;
		}
		PartAcknowledgments created = new PartAcknowledgments(acknowledgment);
		this.unfinished.put(message.partition(), new Unfinished(message.endOffset(), created));
		return created;
	}

	private @Nullable PartAcknowledgments unfinished(TmqMessage message) {
		Unfinished found = this.unfinished.get(message.partition());
		return (found != null && found.endOffset() == message.endOffset()) ? found.parts() : null;
	}

	@Override
	public boolean onRecovered(TmqMessage message, int nextRow, TaosAcknowledgment acknowledgment) {
		PartAcknowledgments parts = unfinished(message);
		if (parts != null) {
			parts.attempt(acknowledgment);
			if (parts.isRejected()) {
				return false;
			}
		}
		if (hasRows(message, nextRow)) {
			return true;
		}
		this.unfinished.remove(message.partition());
		if (parts != null) {
			parts.complete();
		}
		else {
			acknowledgment.acknowledge();
		}
		return false;
	}

	private boolean hasRows(TmqMessage message, int firstRow) {
		int begin = 0;
		for (TmqBlock block : message.blocks()) {
			begin += block.block().rows();
			if (firstRow < begin && this.reader.accepts(message, block)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Call for each row from a row on.
	 * @return whether for all of them
	 */
	private boolean onEach(TmqMessage message, int firstRow, TaosMessageHeaders headers, RowCall call) {
		int begin = 0;
		for (TmqBlock block : message.blocks()) {
			int rows = block.block().rows();
			if (firstRow < begin + rows && this.reader.accepts(message, block)) {
				TaosMessageHeaders own = method().wantsTables() ? headers.withTable(block.tableName()) : headers;
				RowReader.BlockRows objects = bind(message, block, Math.max(firstRow, begin));
				for (int row = Math.max(0, firstRow - begin); row < rows; row++) {
					Object payload = read(message, begin + row, objects, row);
					if (!call.call(payload, begin + row, own)) {
						return false;
					}
				}
			}
			begin += rows;
		}
		return true;
	}

	private void invokeForRow(@Nullable Object payload, int row, TaosMessageHeaders headers, TmqMessage message,
			TaosAcknowledgment acknowledgment, TmqConsumer consumer) {
		if (payload == null) {
			throw failed(new TaosPayloadException(message, row,
					"NULL cannot be a payload; take a List, a Map or a record", null));
		}
		try {
			invoke(payload, headers, message, acknowledgment, consumer);
		}
		catch (Exception ex) {
			throw new TaosRowsFailedException(row, ex);
		}
	}

	private void onAll(TmqMessage message, int firstRow, TaosMessageHeaders headers, TaosAcknowledgment acknowledgment,
			TmqConsumer consumer) throws Exception {
		List<@Nullable Object> objects = new ArrayList<>(message.rows() - firstRow);
		List<String> tables = new ArrayList<>();
		int[] indexes = new int[message.rows() - firstRow];
		TaosRowsFailedException failure = null;
		try {
			readAll(message, firstRow, objects, indexes, tables);
		}
		catch (TaosRowsFailedException ex) {
			if (method().isAcknowledging() && ex.getCause() instanceof TaosPayloadException cause) {
				throw cause;
			}
			failure = ex;
		}
		if (!objects.isEmpty()) {
			try {
				invoke(objects, headers.withTables(tables), message, acknowledgment, consumer);
			}
			catch (TaosRowsFailedException ex) {
				// the method counts the elements of its list
				throw new TaosRowsFailedException((ex.index() < objects.size()) ? indexes[ex.index()] : ex.index(),
						ex.getCause());
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	private void readAll(TmqMessage message, int firstRow, List<@Nullable Object> objects, int[] indexes,
			List<String> tables) {
		int begin = 0;
		for (TmqBlock block : message.blocks()) {
			int rows = block.block().rows();
			if (firstRow < begin + rows && this.reader.accepts(message, block)) {
				RowReader.BlockRows reading = bind(message, block, Math.max(firstRow, begin));
				for (int row = Math.max(0, firstRow - begin); row < rows; row++) {
					Object object = read(message, begin + row, reading, row);
					validate(message, begin + row, object);
					indexes[objects.size()] = begin + row;
					objects.add(object);
					if (method().wantsTables() && block.tableName() != null) {
						tables.add(block.tableName());
					}
				}
			}
			begin += rows;
		}
	}

	private RowReader.BlockRows bind(TmqMessage message, TmqBlock block, int row) {
		try {
			return this.reader.rows(message, block);
		}
		catch (TaosMappingException ex) {
			throw failed(new TaosPayloadException(message, row, String.valueOf(ex.getMessage()), ex));
		}
	}

	private static @Nullable Object read(TmqMessage message, int index, RowReader.BlockRows rows, int row) {
		try {
			return rows.read(row);
		}
		catch (TaosMappingException | TaosException ex) {
			throw failed(new TaosPayloadException(message, index, String.valueOf(ex.getMessage()), ex));
		}
	}

	private void validate(TmqMessage message, int row, @Nullable Object object) {
		Object[] hints = method().validationHints();
		Validator validator = settings().validator();
		if (hints == null || validator == null || object == null) {
			return;
		}
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(object, "row");
		if (hints.length > 0 && validator instanceof SmartValidator smart) {
			smart.validate(object, errors, hints);
		}
		else {
			validator.validate(object, errors);
		}
		if (errors.hasErrors()) {
			throw failed(new TaosPayloadException(message, row, errors.getAllErrors().toString(), null));
		}
	}

	private static TaosRowsFailedException failed(TaosPayloadException cause) {
		return new TaosRowsFailedException(cause.getRow(), cause);
	}

	/**
	 * What is done with a row.
	 */
	@FunctionalInterface
	private interface RowCall {

		/** Returns whether to go on. */
		boolean call(@Nullable Object payload, int row, TaosMessageHeaders headers);

	}

	/**
	 * The acknowledgments of a message that failed in the middle.
	 */
	private record Unfinished(long endOffset, PartAcknowledgments parts) {

	}

}
