package dev.chatstore.core.tier;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.core.fixture.TestTime;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several storages with one durable store and one shared cache, in a time that only tests advance. */
final class Nodes implements AutoCloseable {
    static final int MESSAGES = 5;
    static final Duration BOUND = Duration.ofSeconds(5);

    final TestTime nanos = TestTime.still();
    final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00.123456Z"));
    final SharedBackend durable = new SharedBackend(clock);
    final SharedMemory shared = new SharedMemory(MESSAGES, nanos);
    private final List<ChatStorage> opened = new ArrayList<>();

    /** Opens a storage with caches of its own and the shared one. */
    ChatStorage both() {
        return open(Map.of("cache.bytes", "16MiB", "cache.session-bytes", "16MiB", "cache.url", "shared:"));
    }

    /** Opens a storage with caches of its own only. */
    ChatStorage alone() {
        return open(Map.of("cache.bytes", "16MiB", "cache.session-bytes", "16MiB"));
    }

    /** Opens a storage with the shared cache only. */
    ChatStorage sharing() {
        return open(Map.of("cache.url", "shared:"));
    }

    ChatStorage open(Map<String, String> settings) {
        ChatStorage storage = ChatStorage.builder()
                .url("shared:")
                .backend(durable)
                .sharedCache(shared)
                .clock(clock)
                .expiryClock(clock)
                .nanos(nanos)
                .set("cache.messages", String.valueOf(MESSAGES))
                .set("cache.max-staleness", BOUND.toSeconds() + "s")
                .set("cache.retry", "1ms")
                .set("cleaner.interval", "none")
                .settings(settings)
                .open();
        opened.add(storage);
        // Its entries are newer than the gap that it starts with.
        pass(Duration.ofMillis(1));
        return storage;
    }

    ChatStore truth() {
        return durable.chats();
    }

    /** Returns the newest messages of the durable store. */
    List<Message> truthOf(ConversationId id) {
        return truth().recent(id, MESSAGES);
    }

    void pass(Duration time) {
        nanos.pass(time);
    }

    /** Returns the number of calls of the durable store that an action makes. */
    int calls(Runnable action) {
        int before = durable.calls.get();
        action.run();
        return durable.calls.get() - before;
    }

    @Override
    public void close() {
        opened.forEach(ChatStorage::close);
    }
}
