package io.github.taosspring.listener.adapter;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import io.github.taosspring.client.Block;
import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.listener.TaosAcknowledgment;
import io.github.taosspring.support.TaosHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.scheduling.annotation.Async;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * What the signature of a listener's method asks for, found and checked once.
 */
final class ListenerMethod {

	private final Method method;

	private final PayloadKind kind;

	private final Class<?> elementType;

	private final boolean acknowledging;

	private final boolean ableToAcknowledge;

	private final boolean tables;

	private final boolean tableRequired;

	private final boolean attempts;

	private final Object @Nullable [] validationHints;

	/**
	 * Read a signature.
	 * @param method the method
	 * @param beanType the class of its bean, in which its types are resolved
	 * @param methodParameters its parameters, with annotations that stand in interfaces
	 * @throws IllegalStateException if it is none that can be called; the message says
	 * why
	 */
	ListenerMethod(Method method, Class<?> beanType, MethodParameter... methodParameters) {
		this.method = method;
		List<MethodParameter> parameters = List.of(methodParameters);
		MethodParameter payload = payload(parameters);
		ResolvableType type = (payload != null) ? payloadType(payload, beanType)
				: ResolvableType.forClass(TmqMessage.class);
		Class<?> raw = type.resolve(Object.class);
		boolean list = Collection.class.isAssignableFrom(raw) || raw == Iterable.class;
		if (list && !raw.isAssignableFrom(List.class)) {
			throw invalid("takes a " + raw.getName() + "; take a List");
		}
		this.elementType = list ? type.asCollection()
			.getGeneric(0)
			.resolve((raw == Iterable.class) ? type.getGeneric(0).resolve(Object.class) : Object.class) : raw;
		this.kind = kind(this.elementType, list);
		this.acknowledging = parameters.stream().anyMatch((it) -> it.getParameterType() == TaosAcknowledgment.class);
		boolean all = parameters.stream()
			.anyMatch((it) -> it.hasParameterAnnotation(Headers.class) || it.getParameterType() == MessageHeaders.class
					|| Message.class.isAssignableFrom(it.getParameterType()));
		this.ableToAcknowledge = this.acknowledging || all || isHeader(parameters, TaosHeaders.ACKNOWLEDGMENT)
				|| parameters.stream().anyMatch((it) -> it.getParameterType() == TmqConsumer.class);
		this.tableRequired = parameters.stream().anyMatch(ListenerMethod::isTableRequired);
		this.attempts = all || isHeader(parameters, TaosHeaders.DELIVERY_ATTEMPT);
		this.tables = all || isHeader(parameters, TaosHeaders.TABLE);
		this.validationHints = (payload != null) ? validationHints(payload) : null;
		checkTable(parameters);
		checkReturnType(method.getReturnType());
		checkAsync(beanType);
	}

	private @Nullable MethodParameter payload(List<MethodParameter> parameters) {
		List<MethodParameter> candidates = parameters.stream()
			.filter((it) -> it.hasParameterAnnotation(Payload.class) || Message.class == it.getParameterType())
			.toList();
		if (candidates.isEmpty()) {
			candidates = parameters.stream().filter((it) -> !isBeside(it)).toList();
		}
		if (candidates.isEmpty()) {
			candidates = parameters.stream().filter((it) -> it.getParameterType() == TmqMessage.class).toList();
		}
		if (candidates.size() > 1) {
			throw invalid("has " + candidates.size() + " parameters that could be its payload; annotate one with "
					+ "@Payload, and those of headers with @Header");
		}
		return candidates.isEmpty() ? null : candidates.get(0);
	}

	private static boolean isBeside(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return parameter.hasParameterAnnotation(Header.class) || parameter.hasParameterAnnotation(Headers.class)
				|| type == TaosAcknowledgment.class || type == TmqConsumer.class || type == TmqMessage.class
				|| MessageHeaders.class.isAssignableFrom(type);
	}

	private ResolvableType payloadType(MethodParameter payload, Class<?> beanType) {
		ResolvableType type = ResolvableType.forMethodParameter(this.method, payload.getParameterIndex(), beanType);
		return Message.class.isAssignableFrom(payload.getParameterType()) ? type.as(Message.class).getGeneric(0) : type;
	}

	private PayloadKind kind(Class<?> element, boolean list) {
		if (element == Object.class || element == void.class) {
			throw invalid(
					"has a payload of no known type; take a record, a Map, a TmqBlock, a TmqMessage or a TmqMeta");
		}
		if (TmqMessage.class.isAssignableFrom(element)) {
			if (list) {
				throw invalid("takes a List of TmqMessage; messages come one by one");
			}
			return PayloadKind.MESSAGE;
		}
		if (element == TmqBlock.class) {
			return list ? PayloadKind.BLOCKS : PayloadKind.BLOCK;
		}
		if (TmqMeta.class.isAssignableFrom(element)) {
			return list ? PayloadKind.METAS : PayloadKind.META;
		}
		if (Block.class.isAssignableFrom(element)) {
			throw invalid("takes a Block; take a TmqBlock, which has one and knows its table");
		}
		if (element.isArray() && element != byte[].class
				|| Map.class.isAssignableFrom(element) && !element.isAssignableFrom(Map.class)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(element) != null) {
			throw invalid("takes a " + element.getTypeName() + ", which rows cannot become");
		}
		return list ? PayloadKind.ROWS : PayloadKind.ROW;
	}

	private static boolean isHeader(List<MethodParameter> parameters, String name) {
		return parameters.stream().anyMatch((it) -> isHeader(it, name));
	}

	private static boolean isHeader(MethodParameter parameter, String name) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return header != null && name.equals(header.name().isEmpty() ? header.value() : header.name());
	}

	private static boolean isTableRequired(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return header != null && isHeader(parameter, TaosHeaders.TABLE) && header.required()
				&& header.defaultValue().equals(ValueConstants.DEFAULT_NONE) && !parameter.isOptional();
	}

	private static Object @Nullable [] validationHints(MethodParameter payload) {
		for (Annotation annotation : payload.getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				return hints;
			}
		}
		AnnotatedType type = payload.getParameter().getAnnotatedType();
		if (type instanceof AnnotatedParameterizedType parameterized) {
			for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
				for (Annotation annotation : argument.getAnnotations()) {
					Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
					if (hints != null) {
						return hints;
					}
				}
			}
		}
		return null;
	}

	private void checkTable(List<MethodParameter> parameters) {
		for (MethodParameter parameter : parameters) {
			if (isHeader(parameter, TaosHeaders.TABLE)) {
				boolean list = parameter.getParameterType().isAssignableFrom(List.class);
				if (this.kind.isList() && this.kind != PayloadKind.METAS && !list) {
					throw invalid("takes a list, whose elements can be of several tables; take @Header("
							+ "TaosHeaders.TABLE) as a List<String>, with the table of each element");
				}
				if (this.kind == PayloadKind.MESSAGE || this.kind.isOfMetas()) {
					throw invalid("takes no rows or blocks, and only these have the header TaosHeaders.TABLE");
				}
			}
		}
	}

	private void checkReturnType(Class<?> type) {
		if (Future.class.isAssignableFrom(type)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null) {
			throw invalid("returns a " + type.getName()
					+ ", for which nobody would wait; return nothing, and take a TaosAcknowledgment to go on elsewhere");
		}
	}

	private void checkAsync(Class<?> beanType) {
		Method specific = AopUtils.getMostSpecificMethod(this.method, beanType);
		boolean async = AnnotatedElementUtils.hasAnnotation(specific, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(beanType, Async.class);
		if (async && !this.acknowledging) {
			throw invalid("is @Async, so that its messages would count as processed before they are; take a "
					+ "TaosAcknowledgment, and acknowledge when it is done");
		}
	}

	private IllegalStateException invalid(String reason) {
		return new IllegalStateException("The listener method " + this + " " + reason);
	}

	PayloadKind kind() {
		return this.kind;
	}

	/** The type of a row, block or change. */
	Class<?> elementType() {
		return this.elementType;
	}

	/** Whether it takes an acknowledgment. */
	boolean isAcknowledging() {
		return this.acknowledging;
	}

	/**
	 * Check that somebody can acknowledge what the method gets.
	 */
	void checkAbleToAcknowledge() {
		if (!this.ableToAcknowledge) {
			throw invalid("acknowledges nothing, and its ack mode is MANUAL; take a TaosAcknowledgment, or set "
					+ "another mode (ackMode, taos.listener.ack-mode)");
		}
	}

	/** Whether it cannot be called without the header of the table. */
	boolean requiresTable() {
		return this.tableRequired;
	}

	/** Whether it may look at the header of the table. */
	boolean wantsTables() {
		return this.tables;
	}

	/** Whether it may look at the header of the delivery attempt. */
	boolean wantsAttempts() {
		return this.attempts;
	}

	/** The groups to validate by, or null if the payload is not to be validated. */
	Object @Nullable [] validationHints() {
		return this.validationHints;
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName()
				+ Arrays.stream(this.method.getParameterTypes())
					.map(Class::getSimpleName)
					.toList()
					.toString()
					.replace('[', '(')
					.replace(']', ')');
	}

}
