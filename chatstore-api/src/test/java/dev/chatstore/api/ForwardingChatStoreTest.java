package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingChatStoreTest {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /** A different argument for each type of a parameter, none of which is a default. */
    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            ConversationId.class, ID,
            Profile.class, Profile.EMPTY.withTitle("Oslo"),
            ConversationQuery.class, ConversationQuery.ofTenant("shop"),
            ConversationPatch.class, ConversationPatch.of(ID).withTitle("Bergen"),
            List.class, List.of(Append.of(ID, NewMessage.user("Hi"))),
            Slice.class, Slice.after(5, 6),
            String.class, "telegram-4711",
            MessageEdit.class, MessageEdit.of("edited"),
            long.class, 7L);

    private static final Map<Class<?>, Object> RESULTS = Map.of(
            Conversation.class,
            new Conversation(ID, 1, 1, 1, 0, Profile.EMPTY, false, NOW, NOW, NOW),
            Optional.class,
            Optional.of("a result"),
            Page.class,
            new Page<>(List.of(), "next"),
            List.class,
            List.of("a result"),
            boolean.class,
            true,
            long.class,
            42L);

    private final List<Call> calls = new ArrayList<>();
    private final ChatStore latest = recording();
    private final ChatStore delegate = recording();

    private record Call(ChatStore store, Method method, List<Object> arguments) {}

    private static final class Forwarding extends ForwardingChatStore {
        Forwarding(ChatStore delegate) {
            super(delegate);
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Forwarding(other);
        }
    }

    private ChatStore recording() {
        return (ChatStore) Proxy.newProxyInstance(
                ChatStore.class.getClassLoader(), new Class<?>[] {ChatStore.class}, this::record);
    }

    private @Nullable Object record(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "latest" -> latest;
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "toString" -> "a recording store";
            default -> {
                calls.add(new Call((ChatStore) proxy, method, List.of(Objects.requireNonNull(arguments))));
                yield RESULTS.get(method.getReturnType());
            }
        };
    }

    static Stream<Method> primitives() {
        return Stream.of(ChatStore.class.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void everyPrimitiveIsForwarded(Method primitive) throws Exception {
        List<Object> arguments = Stream.of(primitive.getParameterTypes())
                .<Object>map(type -> Objects.requireNonNull(ARGUMENTS.get(type)))
                .toList();
        Object result = primitive.invoke(new Forwarding(delegate), arguments.toArray());
        assertThat(result).isNotNull().isEqualTo(RESULTS.get(primitive.getReturnType()));
        assertThat(calls).containsExactly(new Call(delegate, primitive, arguments));
    }

    @Test
    void theLatestViewIsDecoratedToo() {
        ChatStore decorated = new Forwarding(delegate).latest();
        assertThat(decorated).isInstanceOf(Forwarding.class);
        decorated.count(ConversationQuery.ofTenant("shop"));
        assertThat(calls).extracting(Call::store).containsExactly(latest);
    }

    @Test
    void aStoreThatIsItsOwnLatestViewStaysOne() {
        Forwarding store = new Forwarding(latest);
        assertThat(store.latest()).isSameAs(store);
    }
}
