package io.github.taosspring.listener.adapter;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.taosspring.client.TaosType;
import io.github.taosspring.client.tmq.TmqAssignment;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.listener.SeekAwareTaosListener;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.listener.TaosRowsFailedException;
import io.github.taosspring.listener.TaosRowsListener;
import io.github.taosspring.mapping.TableName;
import io.github.taosspring.mapping.TaosMappingContext;
import io.github.taosspring.mapping.Ts;
import io.github.taosspring.support.TaosHeaders;
import io.github.taosspring.testing.Results;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.DefaultMessageHandlerMethodFactory;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static io.github.taosspring.testing.Results.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MethodListener}.
 */
class MethodListenerTests {

	private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123Z");

	private static final TmqConsumer CONSUMER = (TmqConsumer) Proxy.newProxyInstance(
			MethodListenerTests.class.getClassLoader(), new Class<?>[] { TmqConsumer.class },
			(proxy, method, args) -> switch (method.getName()) {
				case "equals" -> proxy == args[0];
				case "hashCode" -> 1;
				case "toString" -> "consumer";
				default -> throw new UnsupportedOperationException(method.getName());
			});

	private static final TmqMeta DROPPED = new TmqMeta.DropSuperTable("meters");

	private static final TmqMeta DELETED = new TmqMeta.Delete("delete from d1");

	private final RecordingAcknowledgment acknowledgment = new RecordingAcknowledgment();

	private final Methods bean = new Methods();

	@Test
	void eachRowIsARecord() throws Exception {
		deliver("record", twoTables());
		assertThat(this.bean.got).containsExactly(new Reading("d1", TIME, 1, 1.5f), new Reading("d1", TIME, 2, null),
				new Reading("d2", TIME, 3, 3.5f));
	}

	@Test
	void theRowsOfAMessageAreAList() throws Exception {
		deliver("records", twoTables());
		assertThat(this.bean.got).containsExactly(List.of(new Reading("d1", TIME, 1, 1.5f),
				new Reading("d1", TIME, 2, null), new Reading("d2", TIME, 3, 3.5f)));
	}

	@Test
	void rowsAreMapsWithTheNameOfTheirTable() throws Exception {
		deliver("map", twoTables());
		assertThat(this.bean.got).hasSize(3)
			.first()
			.isEqualTo(Map.of("ts", TIME, "voltage", 1, "current", 1.5f, "tbname", "d1"));
		this.bean.got.clear();
		deliver("maps", twoTables());
		assertThat(this.bean.got).singleElement().asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(3);
	}

	@Test
	void aMapLacksWhatWasNotSetAndHasNullForNull() throws Exception {
		deliver("map", Messages.of().block("d1", voltages(1)).build());
		assertThat(this.bean.got).singleElement().isEqualTo(Map.of("ts", TIME, "voltage", 1, "tbname", "d1"));
		this.bean.got.clear();
		deliver("map", twoTables());
		assertThat(map(1)).containsEntry("current", null);
	}

	@Test
	void singleValuesAreOfASingleColumn() throws Exception {
		TmqMessage message = Messages.of()
			.block(null, Results.of().column("v", TaosType.INT).block(row(1), row(2)))
			.build();
		deliver("value", message);
		assertThat(this.bean.got).containsExactly(1.0, 2.0);
	}

	@Test
	void blocksComeOneByOneOrTogether() throws Exception {
		TmqMessage message = twoTables();
		deliver("block", message);
		assertThat(this.bean.got).containsExactly(message.blocks().get(0), "d1", message.blocks().get(1), "d2");
		this.bean.got.clear();
		deliver("blocks", message);
		assertThat(this.bean.got).containsExactly(message.blocks(), List.of("d1", "d2"));
	}

	@Test
	void aMessageComesAsItIs() throws Exception {
		TmqMessage message = twoTables();
		deliver("message", message);
		assertThat(this.bean.got).containsExactly(message);
		assertThat(listener("message").accepts(Messages.of().meta(DROPPED).build())).isTrue();
	}

	@Test
	void changesOfTablesComeToThoseWhoTakeThem() throws Exception {
		TmqMessage changes = Messages.of().meta(DROPPED).meta(DELETED).build();
		deliver("meta", changes);
		assertThat(this.bean.got).containsExactly(DROPPED, DELETED);
		this.bean.got.clear();
		deliver("deletes", changes);
		assertThat(this.bean.got).containsExactly(List.of(DELETED));
		assertThat(listener("deletes").accepts(Messages.of().meta(DROPPED).build())).isFalse();
		assertThat(listener("meta").accepts(twoTables())).isFalse();
		for (String method : List.of("record", "records", "map", "block", "blocks")) {
			assertThat(listener(method).accepts(changes)).as(method).isFalse();
			assertThat(listener(method).accepts(twoTables())).as(method).isTrue();
		}
	}

	@Test
	void headersTellWhereAMessageComesFrom() throws Exception {
		deliver("headers", twoTables());
		assertThat(this.bean.got).containsExactly("power", "db", 3, 42L, "d1", 1, "power", "db", 3, 42L, "d1", 1,
				"power", "db", 3, 42L, "d2", 1);
	}

	@Test
	void aListHasATableForEachElement() throws Exception {
		deliver("tables", twoTables());
		assertThat(this.bean.got).containsExactly(3, List.of("d1", "d1", "d2"));
	}

	@Test
	void aMessageOfSpringHasPayloadAndAllHeaders() throws Exception {
		deliver("springMessage", twoTables());
		assertThat(this.bean.got).hasSize(2);
		assertThat(map(1)).containsEntry(TaosHeaders.GROUP_ID, "group")
			.containsEntry(TaosHeaders.LISTENER_ID, "listener")
			.containsEntry(TaosHeaders.CONSUMER, CONSUMER)
			.containsEntry(TaosHeaders.ACKNOWLEDGMENT, this.acknowledgment)
			.containsEntry(TaosHeaders.TABLE, List.of("d1", "d1", "d2"));
	}

	@Test
	void anAttemptIsCountedForTheSameMessage() throws Exception {
		MethodListener listener = listener("attempt");
		listener.onMessage(twoTables(), this.acknowledgment, CONSUMER);
		listener.onMessage(twoTables(), this.acknowledgment, CONSUMER);
		listener.onMessage(Messages.of().block("d1", voltages(1)).build(43), this.acknowledgment, CONSUMER);
		assertThat(this.bean.got).containsExactly(1, 2, 1);
	}

	@Test
	void acknowledgmentConsumerAndMessageAreParameters() throws Exception {
		TmqMessage message = twoTables();
		deliver("beside", message);
		assertThat(this.bean.got).containsExactly(3, this.acknowledgment, CONSUMER, message);
	}

	@Test
	void aMessageIsAcknowledgedOnceAllItsRowsAre() throws Exception {
		deliver("acknowledging", Messages.of().block("d1", voltages(1, 2)).build());
		assertThat(this.acknowledgment.acknowledged).isZero();
		((TaosAcknowledgment) this.bean.got.get(1)).acknowledge();
		((TaosAcknowledgment) this.bean.got.get(1)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isZero();
		((TaosAcknowledgment) this.bean.got.get(3)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isOne();
	}

	@Test
	void aMessageIsAcknowledgedOnceAllItsRowsAreThoughOneInBetweenFailed() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, -1, 3)).build();
		TaosRowsListener listener = (TaosRowsListener) listener("acknowledging");
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> listener.onRows(message, 0, new RecordingAcknowledgment(), CONSUMER))
			.satisfies((ex) -> assertThat(ex.index()).isOne());
		assertThat(listener.onRecovered(message, 2, this.acknowledgment)).isTrue();
		listener.onRows(message, 2, this.acknowledgment, CONSUMER);
		((TaosAcknowledgment) this.bean.got.get(3)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isZero();
		((TaosAcknowledgment) this.bean.got.get(1)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isOne();
	}

	@Test
	void aMessageIsAcknowledgedOnceAllItsRowsAreThoughItsLastFailed() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, -1)).build();
		TaosRowsListener listener = (TaosRowsListener) listener("acknowledging");
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> listener.onRows(message, 0, new RecordingAcknowledgment(), CONSUMER));
		assertThat(listener.onRecovered(message, 2, this.acknowledgment)).isFalse();
		assertThat(this.acknowledgment.acknowledged).isZero();
		((TaosAcknowledgment) this.bean.got.get(1)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isOne();
	}

	@Test
	void aRowThatIsTriedAgainIsCountedOnce() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, -1, 3)).build();
		TaosRowsListener listener = (TaosRowsListener) listener("acknowledging");
		for (int attempt = 0; attempt < 3; attempt++) {
			int firstRow = Math.min(attempt, 1);
			assertThatExceptionOfType(TaosRowsFailedException.class)
				.isThrownBy(() -> listener.onRows(message, firstRow, new RecordingAcknowledgment(), CONSUMER));
		}
		((TaosAcknowledgment) this.bean.got.get(1)).acknowledge();
		assertThat(listener.onRecovered(message, 2, this.acknowledgment)).isTrue();
		assertThat(this.acknowledgment.acknowledged).isZero();
		listener.onRows(message, 2, this.acknowledgment, CONSUMER);
		((TaosAcknowledgment) this.bean.got.get(3)).acknowledge();
		assertThat(this.acknowledgment.acknowledged).isOne();
	}

	@Test
	void aRowBeforeOneThatFailedCanAskForItsMessageAgain() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, -1, 3)).build();
		TaosRowsListener listener = (TaosRowsListener) listener("acknowledging");
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> listener.onRows(message, 0, new RecordingAcknowledgment(), CONSUMER));
		listener.onRows(message, 2, this.acknowledgment, CONSUMER);
		((TaosAcknowledgment) this.bean.got.get(1)).nack(Duration.ofSeconds(1));
		((TaosAcknowledgment) this.bean.got.get(3)).acknowledge();
		assertThat(this.acknowledgment.rejected).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.acknowledgment.acknowledged).isZero();
	}

	@Test
	void parametersOfAnInterfaceMayBeAnnotatedThere() throws Exception {
		Method method = Inherited.class.getMethod("on", List.class, int.class);
		Inherited inherited = new Inherited();
		DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();
		factory.afterPropertiesSet();
		MethodListener
			.create(inherited, method, factory.createInvocableHandlerMethod(inherited, method),
					new MethodListenerSettings("listener", "group", List.of("power"), false, null),
					new TaosPayloads(new TaosMappingContext(), ZoneId.of("UTC")))
			.onMessage(twoTables(), this.acknowledgment, CONSUMER);
		assertThat(inherited.got).containsExactly(3, 3);
	}

	@Test
	void noRowFollowsOneThatIsToComeAgain() throws Exception {
		deliver("rejecting", Messages.of().block("d1", voltages(1, 2)).build());
		assertThat(this.bean.got).containsExactly(1);
		assertThat(this.acknowledgment.rejected).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.acknowledgment.acknowledged).isZero();
	}

	@Test
	void theRowThatFailsIsNamedAndWhatFollowsItGoesOn() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, 2)).block("d2", voltages(-1, 4)).build();
		assertThatExceptionOfType(TaosRowsFailedException.class).isThrownBy(() -> deliver("failing", message))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(2))
			.withCause(new IllegalArgumentException("-1"));
		assertThat(this.bean.got).containsExactly(1, 2);
		((TaosRowsListener) listener("failing")).onRows(message, 3, this.acknowledgment, CONSUMER);
		assertThat(this.bean.got).containsExactly(1, 2, 4);
	}

	@Test
	void aRowThatCannotBeMappedIsNamedWithItsPlace() {
		Results rows = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("voltage", TaosType.INT)
			.block(row(TIME, 1), row(TIME, null), row(TIME, 3));
		TmqMessage message = Messages.of().block("d1", rows).build();
		for (String method : List.of("record", "records")) {
			this.bean.got.clear();
			assertThatExceptionOfType(TaosRowsFailedException.class).isThrownBy(() -> deliver(method, message))
				.satisfies((ex) -> assertThat(ex.index()).isOne())
				.havingCause()
				.isInstanceOfSatisfying(TaosPayloadException.class, (ex) -> {
					assertThat(ex.getRow()).isOne();
					assertThat(ex.getOffset()).isEqualTo(42);
				})
				.withMessageContaining("topic 'power'")
				.withMessageContaining("vgroup 3")
				.withMessageContaining("offset 42")
				.withMessageContaining("component 'voltage' of record Reading");
			assertThat(this.bean.got).hasSize(1);
		}
		this.bean.got.clear();
		assertThatExceptionOfType(TaosPayloadException.class).isThrownBy(() -> deliver("beside", message));
		assertThat(this.bean.got).isEmpty();
	}

	@Test
	void theElementThatAMethodOfListsNamesIsTheRow() throws Exception {
		TmqMessage message = Messages.of().block("d1", voltages(1, 2)).block("d2", voltages(-1, 4)).build();
		TaosRowsListener listener = (TaosRowsListener) listener("failingList");
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> listener.onRows(message, 1, this.acknowledgment, CONSUMER))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(2));
	}

	@Test
	void absentColumnsAreNullInARecordAndRefusedForPrimitives() throws Exception {
		deliver("record", Messages.of().block("d1", voltages(1)).build());
		assertThat(this.bean.got).containsExactly(new Reading("d1", TIME, 1, null));
		Results currents = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, 1.5f));
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> deliver("record", Messages.of().block("d1", currents).build()))
			.withMessageContaining("Column 'voltage' is absent");
		// a topic on a query has all columns
		assertThatExceptionOfType(TaosRowsFailedException.class)
			.isThrownBy(() -> deliver("record", Messages.of().block(null, voltages(1)).build()))
			.withMessageContaining("No column for component");
	}

	@Test
	void rowsAreValidatedOneByOne() {
		TmqMessage message = Messages.of().block("d1", voltages(1, 500)).build();
		for (String method : List.of("validList", "validElements")) {
			this.bean.got.clear();
			assertThatExceptionOfType(TaosRowsFailedException.class).isThrownBy(() -> deliver(method, message))
				.satisfies((ex) -> assertThat(ex.index()).isOne())
				.havingCause()
				.isInstanceOf(TaosPayloadException.class)
				.withMessageContaining("400");
			assertThat(this.bean.got).containsExactly(1);
		}
		this.bean.got.clear();
		assertThatExceptionOfType(TaosRowsFailedException.class).isThrownBy(() -> deliver("valid", message))
			.satisfies((ex) -> assertThat(ex.index()).isOne())
			.withCauseInstanceOf(MethodArgumentNotValidException.class);
		assertThat(this.bean.got).containsExactly(1);
	}

	@Test
	void aBeanCanBeToldOfAssignments() {
		SeekAwareTaosListener listener = listener("record");
		listener.onRevoked(List.of(new TmqAssignment("power", 3, 0, 1, 0)));
		assertThat(this.bean.got).singleElement().isInstanceOf(TmqAssignment.class);
	}

	@Test
	void signaturesThatCannotBeAreRefusedByName() {
		assertRefused("two", "2 parameters that could be its payload");
		assertRefused("unknown", "no known type");
		assertRefused("messages", "List of TmqMessage");
		assertRefused("array", "Reading[]");
		assertRefused("set", "java.util.Set");
		assertRefused("oneTable", "List<String>");
		assertRefused("future", "CompletableFuture");
		assertRefused("async", "@Async");
	}

	@Test
	void aMethodOnAnotherThreadAcknowledges() throws Exception {
		deliver("asyncAcknowledging", twoTables());
		assertThat(this.bean.got).containsExactly(this.acknowledgment);
	}

	private void assertRefused(String method, String reason) {
		assertThatIllegalStateException().isThrownBy(() -> listener(method))
			.withMessageContaining("Methods." + method + "(")
			.withMessageContaining(reason);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> map(int index) {
		return (Map<String, Object>) this.bean.got.get(index);
	}

	private TmqMessage twoTables() {
		Results first = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("voltage", TaosType.INT)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, 1, 1.5f), row(TIME, 2, null));
		Results second = Results.of()
			.column("ts", TaosType.TIMESTAMP)
			.column("voltage", TaosType.INT)
			.column("current", TaosType.FLOAT)
			.block(row(TIME, 3, 3.5f));
		return Messages.of().block("d1", first).block("d2", second).build();
	}

	private static Results voltages(int... voltages) {
		@Nullable Object[][] rows = Arrays.stream(voltages).mapToObj((voltage) -> row(TIME, voltage)).toArray(Object[][]::new);
		return Results.of().column("ts", TaosType.TIMESTAMP).column("voltage", TaosType.INT).block(rows);
	}

	private void deliver(String method, TmqMessage message) throws Exception {
		listener(method).onMessage(message, this.acknowledgment, CONSUMER);
	}

	private MethodListener listener(String name) {
		Method method = Arrays.stream(ReflectionUtils.getDeclaredMethods(Methods.class))
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
		validator.setMessageInterpolator(new ParameterMessageInterpolator());
		validator.afterPropertiesSet();
		DefaultMessageHandlerMethodFactory factory = new DefaultMessageHandlerMethodFactory();
		factory.setValidator(validator);
		factory.afterPropertiesSet();
		return MethodListener.create(this.bean, method, factory.createInvocableHandlerMethod(this.bean, method),
				new MethodListenerSettings("listener", "group", List.of("power"), false, validator),
				new TaosPayloads(new TaosMappingContext(), ZoneId.of("UTC")));
	}

	record Reading(@TableName String table, @Ts Instant ts, @Max(400) int voltage, @Nullable Float current) {

	}

	interface Listening<T> {

		void on(List<? extends T> rows, @Header(TaosHeaders.VGROUP) int vgroup);

	}

	static class Inherited implements Listening<Reading> {

		private final List<Object> got = new ArrayList<>();

		@Override
		public void on(List<? extends Reading> rows, int vgroup) {
			this.got.add(rows.size());
			this.got.add(vgroup);
		}

	}

	static class Methods implements SeekAwareTaosListener {

		private final List<Object> got = new ArrayList<>();

		@Override
		public void onRevoked(List<TmqAssignment> assignments) {
			this.got.addAll(assignments);
		}

		void record(Reading reading) {
			this.got.add(reading);
		}

		void records(List<Reading> readings) {
			this.got.add(readings);
		}

		void map(Map<String, Object> row) {
			this.got.add(row);
		}

		void maps(List<Map<String, Object>> rows) {
			this.got.add(rows);
		}

		void value(double value) {
			this.got.add(value);
		}

		void block(TmqBlock block, @Header(TaosHeaders.TABLE) String table) {
			this.got.add(block);
			this.got.add(table);
		}

		void blocks(List<TmqBlock> blocks, @Header(TaosHeaders.TABLE) List<String> tables) {
			this.got.add(blocks);
			this.got.add(tables);
		}

		void message(TmqMessage message) {
			this.got.add(message);
		}

		void meta(TmqMeta meta) {
			this.got.add(meta);
		}

		void deletes(List<TmqMeta.Delete> deletes) {
			this.got.add(deletes);
		}

		void headers(Reading reading, @Header(TaosHeaders.TOPIC) String topic,
				@Header(TaosHeaders.DATABASE) String database, @Header(TaosHeaders.VGROUP) int vgroup,
				@Header(TaosHeaders.OFFSET) long offset, @Header(TaosHeaders.TABLE) String table,
				@Header(TaosHeaders.DELIVERY_ATTEMPT) int attempt) {
			this.got.addAll(List.of(topic, database, vgroup, offset, table, attempt));
		}

		void tables(List<Reading> readings, @Header(TaosHeaders.TABLE) List<String> tables) {
			this.got.add(readings.size());
			this.got.add(tables);
		}

		void springMessage(Message<List<Reading>> message, @Headers Map<String, Object> headers) {
			this.got.add(message.getPayload());
			this.got.add(headers);
		}

		void attempt(List<Reading> readings, @Header(TaosHeaders.DELIVERY_ATTEMPT) int attempt) {
			this.got.add(attempt);
		}

		void beside(List<Reading> readings, TaosAcknowledgment acknowledgment, TmqConsumer consumer,
				TmqMessage message) {
			this.got.addAll(List.of(readings.size(), acknowledgment, consumer, message));
		}

		void acknowledging(Reading reading, TaosAcknowledgment acknowledgment) {
			if (reading.voltage() < 0) {
				throw new IllegalArgumentException(Integer.toString(reading.voltage()));
			}
			this.got.add(reading.voltage());
			this.got.add(acknowledgment);
		}

		void rejecting(Reading reading, TaosAcknowledgment acknowledgment) {
			this.got.add(reading.voltage());
			acknowledgment.nack(Duration.ofSeconds(1));
		}

		void failing(Reading reading) {
			if (reading.voltage() < 0) {
				throw new IllegalArgumentException(Integer.toString(reading.voltage()));
			}
			this.got.add(reading.voltage());
		}

		void failingList(List<Reading> readings) {
			for (int i = 0; i < readings.size(); i++) {
				if (readings.get(i).voltage() < 0) {
					throw new TaosRowsFailedException(i, new IllegalArgumentException());
				}
			}
		}

		void valid(@Valid Reading reading) {
			this.got.add(reading.voltage());
		}

		void validList(@Valid List<Reading> readings) {
			readings.forEach((reading) -> this.got.add(reading.voltage()));
		}

		void validElements(List<@Valid Reading> readings) {
			readings.forEach((reading) -> this.got.add(reading.voltage()));
		}

		void two(Reading first, Map<String, Object> second) {
		}

		void unknown(Object payload) {
		}

		void messages(List<TmqMessage> messages) {
		}

		void array(Reading[] readings) {
		}

		void set(Set<Reading> readings) {
		}

		void oneTable(@Payload List<Reading> readings, @Header(TaosHeaders.TABLE) String table) {
		}

		@Async
		void async(Reading reading) {
		}

		@Async
		void asyncAcknowledging(List<Reading> readings, TaosAcknowledgment acknowledgment) {
			this.got.add(acknowledgment);
		}

		CompletableFuture<Void> future(Reading reading) {
			throw new UnsupportedOperationException();
		}

	}

}
