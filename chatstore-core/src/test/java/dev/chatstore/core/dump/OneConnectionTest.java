package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreSnapshot;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the caller's own connections a snapshot takes one, which may be the only one. */
class OneConnectionTest {
    private final ChatStorage source = FilledStore.filled();
    private final ChatStorage target = FilledStore.empty();
    private final AtomicInteger openSnapshots = new AtomicInteger();
    private final List<String> replacements = new ArrayList<>();

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler, Class<?>... more) {
        List<Class<?>> types = new ArrayList<>(List.of(more));
        types.add(type);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types.toArray(Class<?>[]::new), handler));
    }

    private Storage watched() {
        ChatStore chats = proxy(
                ChatStore.class,
                (self, method, arguments) -> {
                    if (method.getName().startsWith("replace")) {
                        assertThat(openSnapshots).hasValue(0);
                        replacements.add(method.getName());
                    }
                    Object result = call(target.chats(), method, arguments);
                    if (method.getName().equals("loader")) {
                        return self;
                    }
                    return result instanceof StoreSnapshot snapshot ? watched(snapshot) : result;
                },
                StoreAccess.class,
                ConversationLoader.class);
        return proxy(
                Storage.class,
                (self, method, arguments) ->
                        method.getName().equals("chats") ? chats : call(target, method, arguments));
    }

    private StoreSnapshot watched(StoreSnapshot snapshot) {
        openSnapshots.incrementAndGet();
        return proxy(StoreSnapshot.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                openSnapshots.decrementAndGet();
            }
            return call(snapshot, method, arguments);
        });
    }

    @Test
    void nothingIsReplacedWhileASnapshotIsOpen() {
        target.chats().append(FilledStore.USED, NewMessage.user("ours"));
        target.chats().append(FilledStore.PLAIN, NewMessage.user("ours"));
        target.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 8);
        RestoreReport report = StoreCopy.from(source)
                .to(watched())
                .onConflict(Conflict.REPLACE)
                .run();
        assertThat(report.replaced()).isEqualTo(new Quantity(2, 8, 1));
        assertThat(replacements).containsExactly("replace", "replace", "replaceSession");
        assertThat(openSnapshots).hasValue(0);
    }
}
