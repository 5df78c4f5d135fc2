package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One store in memory behind several storages: each is notified of its own commits, as on a database. Its calls are
 * counted; it can be away, and a reply can be lost after the commit.
 */
final class SharedBackend implements BackendProvider {
    private static final Consumer<Change> NOBODY = change -> {};

    /** The receiver of what this thread commits. */
    private final ThreadLocal<Consumer<Change>> caller = ThreadLocal.withInitial(() -> NOBODY);

    private volatile Backend backend;
    private final InstantSource clock;
    final AtomicInteger calls = new AtomicInteger();
    final AtomicReference<@Nullable UnavailableException> away = new AtomicReference<>();
    /** Runs between a call of the store and its return. */
    volatile Runnable afterCall = () -> {};
    /** What calls wait for, if anything. */
    volatile @Nullable CountDownLatch hanging;

    private final AtomicInteger repliesToLose = new AtomicInteger();

    SharedBackend(InstantSource clock) {
        this.clock = clock;
        backend = empty();
    }

    private Backend empty() {
        Consumer<Change> router = change -> caller.get().accept(change);
        return new MemoryBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse("memory:"), new Settings(Map.of()), clock, new SplittableRandom(1))
                        .withClocks(clock, clock)
                        .withCommitted(router));
    }

    /** The store itself, without anything in front. */
    ChatStore chats() {
        return backend.chats();
    }

    OldMessages oldMessages() {
        return backend.oldMessages();
    }

    SessionBackend sessions() {
        return backend.sessions();
    }

    /** Puts the store back to an empty state, as it was before its first write. */
    void putBack() {
        backend = empty();
    }

    void loseNextReply() {
        repliesToLose.set(1);
    }

    void losesNoMore() {
        repliesToLose.set(0);
    }

    @Override
    public List<Setting<?>> settings() {
        return new ArrayList<>();
    }

    @Override
    public Backend open(BackendContext context) {
        ChatStore chats = counted(ChatStore.class, () -> backend.chats(), context.committed());
        SessionBackend sessions = counted(SessionBackend.class, () -> backend.sessions(), context.committed());
        ConversationLoader loader = counted(ConversationLoader.class, () -> backend.loader(), context.committed());
        OldMessages oldMessages = counted(OldMessages.class, () -> backend.oldMessages(), context.committed());
        return new Counted(chats, loader, oldMessages, sessions, scope -> backend.snapshot(scope));
    }

    /** The store for one storage, which does not close it. */
    private record Counted(
            ChatStore chats,
            ConversationLoader loader,
            OldMessages oldMessages,
            SessionBackend sessions,
            Function<StoreScope, StoreSnapshot> snapshots)
            implements Backend {
        @Override
        public StoreSnapshot snapshot(StoreScope scope) {
            return snapshots.apply(scope);
        }

        @Override
        public String identity() {
            return "shared";
        }

        @Override
        public int purge(int limit) {
            return 0;
        }

        @Override
        public void close() {}
    }

    private <T> T counted(Class<T> type, Supplier<T> store, Consumer<Change> committed) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("latest")) {
                return proxy;
            }
            calls.incrementAndGet();
            Hanging.await(hanging);
            UnavailableException reason = away.get();
            if (reason != null) {
                throw reason.copy();
            }
            boolean lost = repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            caller.set(lost ? NOBODY : committed);
            try {
                Object result = method.invoke(store.get(), args);
                afterCall.run();
                if (lost) {
                    throw UnavailableException.maybeDone("the reply was lost", true, null);
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                caller.set(NOBODY);
            }
        }));
    }
}
