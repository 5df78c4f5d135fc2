package dev.chatstore.core.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreSnapshot;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A storage that tells which methods of its snapshots are called, and that one is opened, before it does so. */
final class WatchedStorage {
    private final ChatStorage storage;
    private final Consumer<String> listener;

    private WatchedStorage(ChatStorage storage, Consumer<String> listener) {
        this.storage = storage;
        this.listener = listener;
    }

    static Storage of(ChatStorage storage, Consumer<String> listener) {
        return new WatchedStorage(storage, listener).storage();
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object proxy(InvocationHandler handler, Class<?>... types) {
        return Proxy.newProxyInstance(WatchedStorage.class.getClassLoader(), types, handler);
    }

    private Storage storage() {
        Object chats = proxy(this::callChats, ChatStore.class, StoreAccess.class);
        return (Storage) proxy(
                (self, method, arguments) ->
                        method.getName().equals("chats") ? chats : call(storage, method, arguments),
                Storage.class,
                Contents.Holder.class);
    }

    private Object callChats(Object self, Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("snapshot")) {
            return call(storage.chats(), method, arguments);
        }
        listener.accept("snapshot");
        Object snapshot = call(storage.chats(), method, arguments);
        return proxy(
                (same, called, given) -> {
                    listener.accept(called.getName());
                    return call(snapshot, called, given);
                },
                StoreSnapshot.class);
    }
}
