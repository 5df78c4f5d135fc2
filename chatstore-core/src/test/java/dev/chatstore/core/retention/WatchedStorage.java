package dev.chatstore.core.retention;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreAccess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A storage that tells which calls reach its store, right before each of them. */
final class WatchedStorage {
    private final ChatStorage storage;
    private final Consumer<String> listener;

    private WatchedStorage(ChatStorage storage, Consumer<String> listener) {
        this.storage = storage;
        this.listener = listener;
    }

    static Storage of(ChatStorage storage, Consumer<String> listener) {
        WatchedStorage watched = new WatchedStorage(storage, listener);
        return proxy(
                (self, method, arguments) -> method.getName().equals("chats")
                        ? watched.chats(storage.chats())
                        : call(storage, method, arguments),
                Storage.class,
                Contents.Holder.class);
    }

    private ChatStore chats(ChatStore chats) {
        return proxy(
                (self, method, arguments) -> switch (method.getName()) {
                    case "latest" -> chats(chats.latest());
                    case "oldMessages" -> watched(((StoreAccess) chats).oldMessages(), OldMessages.class);
                    case "sessions" -> watched(((StoreAccess) chats).sessions(), SessionBackend.class);
                    default -> watch(chats, method, arguments);
                },
                ChatStore.class,
                StoreAccess.class);
    }

    private <T> T watched(T target, Class<T> type) {
        return proxy((self, method, arguments) -> watch(target, method, arguments), type);
    }

    private Object watch(Object target, Method method, Object[] arguments) throws Throwable {
        listener.accept(method.getName());
        return call(target, method, arguments);
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(InvocationHandler handler, Class<?>... types) {
        return (T) Proxy.newProxyInstance(WatchedStorage.class.getClassLoader(), types, handler);
    }
}
