package io.github.taosspring.mapping;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;
import org.springframework.util.ReflectionUtils;

/**
 * Makes functions that call a getter as compiled code would: no reflection and no boxing
 * per call. Where the JVM cannot make them, in a native image and for a type of a module
 * that is not open, they go by reflection.
 */
final class Accessors {

	private Accessors() {
	}

	/** A primitive comes boxed. */
	@SuppressWarnings("unchecked")
	static Function<Object, @Nullable Object> ofObject(Method getter) {
		Object function = lambda(getter, Function.class, "apply", Object.class);
		return (function != null) ? (Function<Object, @Nullable Object>) function : (row) -> invoke(getter, row);
	}

	/** For byte, short, int and long. */
	@SuppressWarnings("unchecked")
	static ToLongFunction<Object> ofLong(Method getter) {
		Object function = lambda(getter, ToLongFunction.class, "applyAsLong", long.class);
		return (function != null) ? (ToLongFunction<Object>) function
				: (row) -> ((Number) required(getter, row)).longValue();
	}

	/** For float and double. */
	@SuppressWarnings("unchecked")
	static ToDoubleFunction<Object> ofDouble(Method getter) {
		Object function = lambda(getter, ToDoubleFunction.class, "applyAsDouble", double.class);
		return (function != null) ? (ToDoubleFunction<Object>) function
				: (row) -> ((Number) required(getter, row)).doubleValue();
	}

	@SuppressWarnings("unchecked")
	static Predicate<Object> ofBoolean(Method getter) {
		Object function = lambda(getter, Predicate.class, "test", boolean.class);
		return (function != null) ? (Predicate<Object>) function : (row) -> (Boolean) required(getter, row);
	}

	private static @Nullable Object lambda(Method getter, Class<?> functionType, String method, Class<?> result) {
		ReflectionUtils.makeAccessible(getter);
		if (NativeDetector.inNativeImage()) {
			return null;
		}
		try {
			MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(getter.getDeclaringClass(),
					MethodHandles.lookup());
			MethodHandle handle = lookup.unreflect(getter);
			MethodType dynamic = handle.type();
			if (result == Object.class) {
				dynamic = dynamic.changeReturnType(dynamic.returnType().isPrimitive()
						? MethodType.methodType(dynamic.returnType()).wrap().returnType() : dynamic.returnType());
			}
			else {
				dynamic = dynamic.changeReturnType(result);
			}
			return LambdaMetafactory
				.metafactory(lookup, method, MethodType.methodType(functionType),
						MethodType.methodType(result, Object.class), handle, dynamic)
				.getTarget()
				.invoke();
		}
		catch (IllegalAccessException ex) {
			return null;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Cannot make a function of " + getter, ex);
		}
	}

	private static Object required(Method getter, Object row) {
		Object value = invoke(getter, row);
		if (value == null) {
			throw new IllegalStateException(getter + " returned null");
		}
		return value;
	}

	private static @Nullable Object invoke(Method getter, Object row) {
		try {
			return getter.invoke(row);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowRuntimeException(ex.getTargetException());
			throw new IllegalStateException(ex);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Cannot call " + getter, ex);
		}
	}

}
