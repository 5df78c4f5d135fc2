package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The constructors, factories and withers of the values that callers create refuse null, except where it is allowed. */
class RequiredParametersTest {
    /** Only stores create these, so that their parts are not checked. */
    private static final Set<Class<?>> OF_STORES = Set.of(
            AppendReceipt.class,
            AppendRefusal.class,
            Change.Appended.class,
            Change.Described.class,
            Change.Removed.class,
            Change.Revised.class,
            ChangeListener.Gap.InConversation.class,
            ChangeListener.Gap.InTenant.class,
            Conversation.class,
            Session.class);

    private static final ConversationId ID = ConversationId.of("kari");
    private static final NewMessage MESSAGE = NewMessage.user("Hi");
    private static final Attachment FILE = new Attachment("ref", "image/png", 7, null);

    /** An argument for each type of a parameter. */
    private static final Map<Class<?>, Object> VALID = Map.ofEntries(
            Map.entry(String.class, "kari"),
            Map.entry(long.class, 1L),
            Map.entry(Long.class, 1L),
            Map.entry(int.class, 1),
            Map.entry(Integer.class, 1),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Role.class, Role.USER),
            Map.entry(Archived.class, Archived.ONLY),
            Map.entry(Order.class, Order.CREATED),
            Map.entry(ConversationId.class, ID),
            Map.entry(SessionKey.class, SessionKey.of("kari")),
            Map.entry(Profile.class, Profile.EMPTY),
            Map.entry(NewMessage.class, MESSAGE),
            Map.entry(NewMessage[].class, new NewMessage[0]),
            Map.entry(Attachment[].class, new Attachment[] {FILE}),
            Map.entry(Map.class, Map.of()));

    /** The objects on which withers are called. */
    private static final Map<Class<?>, Object> VALUES = Map.of(
            Append.class, Append.of(ID, MESSAGE),
            ConversationPatch.class, ConversationPatch.of(ID),
            ConversationQuery.class, ConversationQuery.ofTenant("shop"),
            MessageEdit.class, MessageEdit.of("Hi"),
            NewMessage.class, MESSAGE,
            Profile.class, Profile.EMPTY,
            SessionQuery.class, SessionQuery.ofTenant("shop"));

    static Stream<Executable> executables() {
        return Stream.concat(CompiledRecords.all().stream(), Stream.of(Slice.class))
                .filter(type -> type.getPackage() == ConversationId.class.getPackage() && !OF_STORES.contains(type))
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods()).filter(RequiredParametersTest::isFactoryOrWither)));
    }

    private static boolean isFactoryOrWither(Method method) {
        int modifiers = method.getModifiers();
        boolean creates = Modifier.isStatic(modifiers) || method.getReturnType() == method.getDeclaringClass();
        return Modifier.isPublic(modifiers) && !method.isSynthetic() && method.getParameterCount() > 0 && creates;
    }

    static Stream<Arguments> parameters() {
        return executables()
                .flatMap(executable -> IntStream.range(0, executable.getParameterCount())
                        .filter(i -> !executable.getParameterTypes()[i].isPrimitive())
                        .mapToObj(i -> Arguments.of(executable, i)));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void nullIsRefusedExceptWhereItIsAllowed(Executable executable, int parameter) {
        @Nullable Object[] arguments = arguments(executable);
        arguments[parameter] = null;
        if (executable.getAnnotatedParameterTypes()[parameter].isAnnotationPresent(Nullable.class)) {
            assertThatCode(() -> call(executable, arguments)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> call(executable, arguments)).isInstanceOf(InvalidInputException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void theArgumentsOfTheseTestsAreValid(Executable executable) {
        assertThatCode(() -> call(executable, arguments(executable))).doesNotThrowAnyException();
    }

    @Test
    void everyValueIsTested() {
        assertThat(executables().map(Executable::getDeclaringClass)).containsAll(VALUES.keySet());
        assertThat(parameters()).hasSizeGreaterThan(50);
    }

    private static @Nullable Object[] arguments(Executable executable) {
        Class<?>[] types = executable.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(executable, i, types[i]);
        }
        return arguments;
    }

    private static Object argument(Executable executable, int parameter, Class<?> type) {
        if (type == List.class) {
            String element = executable.getGenericParameterTypes()[parameter].getTypeName();
            return List.of(element.contains("Attachment") ? FILE : MESSAGE);
        }
        return Objects.requireNonNull(VALID.get(type), () -> "an argument for " + executable);
    }

    private static void call(Executable executable, @Nullable Object[] arguments) throws Throwable {
        try {
            if (executable instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) executable).invoke(VALUES.get(executable.getDeclaringClass()), arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
