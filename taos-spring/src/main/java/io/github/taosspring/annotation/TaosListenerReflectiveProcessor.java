package io.github.taosspring.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

import io.github.taosspring.client.tmq.TmqBlock;
import io.github.taosspring.client.tmq.TmqConsumer;
import io.github.taosspring.client.tmq.TmqMessage;
import io.github.taosspring.client.tmq.TmqMeta;
import io.github.taosspring.listener.TaosAcknowledgment;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.util.ClassUtils;

/**
 * Registers for native images that a listener's method is called, and the record that its
 * rows become.
 */
class TaosListenerReflectiveProcessor implements ReflectiveProcessor {

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			for (int i = 0; i < method.getParameterCount(); i++) {
				register(hints, new MethodParameter(method, i));
			}
		}
	}

	private void register(ReflectionHints hints, MethodParameter parameter) {
		if (!parameter.hasParameterAnnotation(Header.class) && !parameter.hasParameterAnnotation(Headers.class)) {
			register(hints, ResolvableType.forMethodParameter(parameter));
		}
	}

	/** Of a List or Message, what it is of. */
	private void register(ReflectionHints hints, ResolvableType type) {
		Type resolved = type.resolve();
		if (resolved instanceof Class<?> found && !isKnown(found)) {
			this.bindings.registerReflectionHints(hints, found);
		}
		for (ResolvableType generic : type.getGenerics()) {
			register(hints, generic);
		}
	}

	private static boolean isKnown(Class<?> type) {
		return type.getName().startsWith("java.") || type.isPrimitive() || type == TmqMessage.class
				|| type == TmqBlock.class || type == TmqConsumer.class || type == TaosAcknowledgment.class
				|| TmqMeta.class.isAssignableFrom(type) || ClassUtils.isAssignable(MessageHeaders.class, type)
				|| type.getName().startsWith("org.springframework.");
	}

}
