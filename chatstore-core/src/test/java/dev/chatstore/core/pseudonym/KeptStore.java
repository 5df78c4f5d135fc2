package dev.chatstore.core.pseudonym;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Proxies;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that outlives its storages. It keeps all texts that were given to its backend, and fails at a step that
 * writes, and at all later ones, as for a process that has ended.
 */
public final class KeptStore implements BackendProvider {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String KEY = "0123456789abcdef".repeat(4);
    public static final String OTHER_KEY = "fedcba9876543210".repeat(4);

    private static final List<Class<?>> PARTS = List.of(
            ChatStore.class,
            SessionBackend.class,
            ConversationLoader.class,
            OldMessages.class,
            MessageErasure.class,
            ContentReader.class,
            StoreSnapshot.class);
    private static final Set<String> WRITES =
            Set.of("load", "replace", "delete", "getOrCreate", "compareAndSet", "purge", "sanitize");

    public final MutableClock clock = MutableClock.at(START);
    public final Set<String> seen = ConcurrentHashMap.newKeySet();
    public final AtomicInteger steps = new AtomicInteger();

    private final MemoryBackendProvider memory = new MemoryBackendProvider();
    private @Nullable Backend backend;
    private int failing;
    private boolean after;

    /** Fails from a step on, before or after it is made; 0 for never. */
    public void failAt(int step, boolean isAfter) {
        steps.set(0);
        failing = step;
        after = isAfter;
    }

    public ChatStorageBuilder builder() {
        return ChatStorage.builder()
                .url("memory:")
                .backend(this)
                .clock(clock)
                .expiryClock(clock)
                .set("cleaner.interval", "none");
    }

    public ChatStorage open() {
        return builder().open();
    }

    public ChatStorage open(String key) {
        return builder().set("privacy.key", key).open();
    }

    @Override
    public List<Setting<?>> settings() {
        return memory.settings();
    }

    @Override
    public Backend open(BackendContext context) {
        Backend opened = backend;
        if (opened == null) {
            opened = memory.open(context);
            backend = opened;
        }
        return probe(Backend.class, opened);
    }

    private <T> T probe(Class<T> type, Object target) {
        return Proxies.create(type, (self, method, arguments) -> {
            if (method.getName().equals("close") && type == Backend.class) {
                return null;
            }
            if (method.getDeclaringClass() == Object.class) {
                return Proxies.call(target, method, arguments);
            }
            if (arguments != null) {
                see(nullsLeftOut(arguments));
            }
            Object result = step(target, method, arguments);
            if (result == target) {
                // A store without caches is its own latest view.
                return self;
            }
            for (Class<?> part : PARTS) {
                if (part == method.getReturnType()) {
                    return probe(part, result);
                }
            }
            return result;
        });
    }

    private static List<Object> nullsLeftOut(Object[] arguments) {
        return Arrays.stream(arguments).filter(Objects::nonNull).toList();
    }

    private @Nullable Object step(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!WRITES.contains(method.getName())) {
            return Proxies.call(target, method, arguments);
        }
        int step = steps.incrementAndGet();
        boolean isFailing = failing > 0 && step >= failing;
        if (isFailing && (step > failing || !after)) {
            throw ended();
        }
        Object result = Proxies.call(target, method, arguments);
        if (isFailing) {
            throw ended();
        }
        return result;
    }

    private static UnavailableException ended() {
        return UnavailableException.notDone("the process has ended", false, null);
    }

    private void see(@Nullable Object value) throws ReflectiveOperationException {
        if (value instanceof String text) {
            seen.add(text);
        } else if (value instanceof Message message) {
            see(message.author());
            see(message.id());
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                see(component.getAccessor().invoke(value));
            }
        } else if (value instanceof Iterable<?> all) {
            for (Object one : all) {
                see(one);
            }
        } else if (value instanceof Map<?, ?> map) {
            see(map.keySet());
            see(map.values());
        } else if (value instanceof Optional<?> optional) {
            see(optional.orElse(null));
        }
    }
}
