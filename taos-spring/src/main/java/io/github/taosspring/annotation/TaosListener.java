package io.github.taosspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method that gets what topics bring. Needs {@link EnableTaos}, which Spring Boot
 * sets. Repeatable, and may stand on annotations of one's own. All attributes take
 * {@code ${placeholders}} and {@code #{expressions}}; in these {@link #beanRef()} is the
 * bean that the method is of.
 * <p>
 * <b>What the method takes</b> says how it is called. Exactly one parameter is the
 * payload, annotated with
 * {@link org.springframework.messaging.handler.annotation.Payload @Payload} where it is
 * not the only one that could be:
 * <table>
 * <caption>Payloads</caption>
 * <tr>
 * <td>a record, a class or a single value; a {@code Map<String, Object>}</td>
 * <td>each row, mapped as those of a query</td>
 * </tr>
 * <tr>
 * <td>a {@code List} of those</td>
 * <td>the rows of a message together</td>
 * </tr>
 * <tr>
 * <td>{@link io.github.taosspring.client.tmq.TmqBlock}, or a {@code List} of them</td>
 * <td>each block of a message, or all together: columns, no object per row</td>
 * </tr>
 * <tr>
 * <td>{@link io.github.taosspring.client.tmq.TmqMessage}</td>
 * <td>each message as it is</td>
 * </tr>
 * <tr>
 * <td>{@link io.github.taosspring.client.tmq.TmqMeta} or one of its kinds, or a
 * {@code List} of them</td>
 * <td>changes of tables, which nobody else gets</td>
 * </tr>
 * </table>
 * Beside it may stand parameters annotated with
 * {@link org.springframework.messaging.handler.annotation.Header @Header} (see
 * {@link io.github.taosspring.support.TaosHeaders}) or
 * {@link org.springframework.messaging.handler.annotation.Headers @Headers}, a
 * {@link io.github.taosspring.listener.TaosAcknowledgment}, a
 * {@link io.github.taosspring.client.tmq.TmqConsumer}, a
 * {@link io.github.taosspring.client.tmq.TmqMessage} and a
 * {@link org.springframework.messaging.Message}. A payload annotated with {@code @Valid}
 * is validated, a list element by element.
 * <p>
 * <b>Absent is not NULL.</b> Topics on a super table or database bring the columns that
 * were written: a record's component without a column is {@code null}, and one of a
 * primitive type makes the row fail by name; a {@code Map} lacks the key. Topics on a
 * query bring all columns that it selects, and a record that does not fit them is refused
 * at start.
 * <p>
 * <b>Failures.</b> What the method throws goes to the error handler. Of a method that
 * takes single rows only the row that failed comes again, and those after it; others get
 * the whole message again, unless they throw a
 * {@link io.github.taosspring.listener.TaosRowsFailedException} that says which row
 * failed. A row that cannot be mapped fails with a
 * {@link io.github.taosspring.listener.adapter.TaosPayloadException} which says where it
 * stands.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(TaosListeners.class)
@Reflective(TaosListenerReflectiveProcessor.class)
public @interface TaosListener {

	/**
	 * The id of the listener, unique in the application: names its threads, events and
	 * meters, and finds its container in the registry. Made up if empty.
	 */
	String id() default "";

	/**
	 * The topics, names as {@code SHOW TOPICS} has them, case kept. An expression may
	 * give an array or a collection.
	 */
	String[] topics() default {};

	/**
	 * The consumer group, whose members share the vgroups of its topics. If empty, the
	 * {@link #id()} if that is set and {@link #idIsGroup()}, else that of the container
	 * factory ({@code taos.consumer.group-id}).
	 */
	String groupId() default "";

	/**
	 * Whether the {@link #id()} is the group where {@link #groupId()} is empty.
	 */
	boolean idIsGroup() default true;

	/**
	 * What the names of the consumers begin with, which {@code SHOW CONSUMERS} shows; a
	 * number follows if there are several. If empty, that of the container factory.
	 */
	String clientIdPrefix() default "";

	/**
	 * The number of consumers, each on a thread of its own. More than the topics'
	 * database has vgroups idle. If empty, that of the container factory.
	 */
	String concurrency() default "";

	/**
	 * Whether the listener starts with the application. If empty, what the container
	 * factory says.
	 */
	String autoStartup() default "";

	/**
	 * The name of the container factory, or an expression that gives it. If empty,
	 * {@code taosListenerContainerFactory}.
	 */
	String containerFactory() default "";

	/**
	 * When offsets are committed, an {@link io.github.taosspring.listener.AckMode}. If
	 * empty, {@code MANUAL} for a method that takes a
	 * {@link io.github.taosspring.listener.TaosAcknowledgment}, else that of the
	 * container factory.
	 */
	String ackMode() default "";

	/**
	 * The name of a {@link io.github.taosspring.listener.TaosErrorHandler}, or an
	 * expression that gives one. If empty, that of the container factory.
	 */
	String errorHandler() default "";

	/**
	 * The name of a {@link io.github.taosspring.listener.TaosMessageFilter}, or an
	 * expression that gives one. If empty, that of the container factory.
	 */
	String filter() default "";

	/**
	 * Whether the tags of rows and the super table of their table are looked up, once a
	 * table and a while, because topics on a super table or database do not bring them. A
	 * record with tags is refused for such a topic otherwise. Of a database's rows it
	 * gets those of its super table. Not if empty.
	 */
	String tagLookup() default "";

	/**
	 * Options of the consumer by the keys of TDengine's clients, each {@code key=value};
	 * several may stand in one text, a line each. They win over those of the container
	 * factory.
	 */
	String[] properties() default {};

	/**
	 * The name by which expressions in this annotation refer to the bean.
	 */
	String beanRef() default "__listener";

}
