package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calls every method of a store, so that a test cannot miss a new one. */
public final class EveryMethod {
    private EveryMethod() {}

    /**
     * Asserts that every method that uses the store throws an exception of a type. Methods without parameters and methods
     * that return a view of the store do not use it.
     *
     * @param store the interface of the store
     * @param target the store
     * @param arguments an argument for each type of a parameter; lists have one element
     * @param expected the type of the exceptions
     */
    public static void assertThrows(
            Class<?> store, Object target, Map<Class<?>, Object> arguments, Class<? extends Throwable> expected) {
        List<Method> methods = Arrays.stream(store.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() > 0 && method.getReturnType() != store)
                .toList();
        assertThat(methods).hasSizeGreaterThan(5);
        for (Method method : methods) {
            Object[] values = Arrays.stream(method.getGenericParameterTypes())
                    .map(type -> argument(type, arguments))
                    .toArray();
            assertThat(catchThrowable(() -> call(method, target, values)))
                    .as(method.toGenericString())
                    .isInstanceOf(expected);
        }
    }

    private static Object argument(Type type, Map<Class<?>, Object> arguments) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == List.class
                    ? List.of(argument(parameterized.getActualTypeArguments()[0], arguments))
                    : argument(parameterized.getRawType(), arguments);
        }
        // The only variable is the type of a state.
        Object argument = arguments.get(type instanceof Class<?> known ? known : Object.class);
        return Objects.requireNonNull(argument, () -> "an argument of " + type);
    }

    private static void call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
