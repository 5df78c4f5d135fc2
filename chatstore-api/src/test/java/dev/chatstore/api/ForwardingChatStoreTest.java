package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingChatStoreTest {
    private final List<Method> calls = new ArrayList<>();
    private final ChatStore latest = recording();
    private final ChatStore delegate = recording();

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
                ChatStore.class.getClassLoader(), new Class<?>[] {ChatStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("latest")) {
                        return latest;
                    }
                    calls.add(method);
                    return method.getReturnType() == boolean.class
                            ? true
                            : method.getReturnType() == long.class ? 1L : null;
                });
    }

    static Stream<Method> primitives() {
        return Stream.of(ChatStore.class.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void everyPrimitiveIsForwarded(Method primitive) throws Exception {
        primitive.invoke(
                new Forwarding(delegate),
                Stream.of(primitive.getParameterTypes())
                        .map(type -> type == long.class ? (Object) 1L : null)
                        .toArray());
        assertThat(calls).containsExactly(primitive);
    }

    @Test
    void theLatestViewIsDecoratedToo() {
        ChatStore decorated = new Forwarding(delegate).latest();
        assertThat(decorated).isInstanceOf(Forwarding.class);
        decorated.count(ConversationQuery.ofTenant("shop"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void aStoreThatIsItsOwnLatestViewStaysOne() {
        Forwarding store = new Forwarding(latest);
        assertThat(store.latest()).isSameAs(store);
    }
}
