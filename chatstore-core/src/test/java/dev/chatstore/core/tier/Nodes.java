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

/** Several storages over one durable store and one shared cache, in a time that stands still until it is moved. */
final class Nodes implements AutoCloseable {
    static final int MESSAGES = 5;
    static final Duration BOUND = Duration.ofSeconds(5);

    final TestTime nanos = TestTime.still();
    final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00.123456Z"));
    final SharedBackend durable = new SharedBackend(clock);
    final SharedMemory shared = new SharedMemory(MESSAGES, nanos);
    private final List<ChatStorage> opened = new ArrayList<>();

    /** Opens a storage that remembers conversations and sessions, and shares them. */
    ChatStorage both() {
        return open(Map.of("cache.bytes", "16MiB", "cache.session-bytes", "16MiB", "cache.url", "shared:"));
    }

    /** Opens a storage that only remembers. */
    ChatStorage alone() {
        return open(Map.of("cache.bytes", "16MiB", "cache.session-bytes", "16MiB"));
    }

    /** Opens a storage that only shares. */
    ChatStorage sharing() {
        return open(Map.of("cache.url", "shared:"));
    }

    ChatStorage open(Map<String, String> settings) {
        ChatStorage storage = ChatStorage.builder()
                .url("shared:")
                .backend(durable)
                .sharedCache(shared)
                .clock(clock)
                .nanos(nanos)
                .set("cache.messages", String.valueOf(MESSAGES))
                .set("cache.max-staleness", BOUND.toSeconds() + "s")
                .set("cache.retry", "1ms")
                .set("cleaner.interval", "none")
                .settings(settings)
                .open();
        opened.add(storage);
        // What it fills is newer than what it may have missed before it was there.
        pass(Duration.ofMillis(1));
        return storage;
    }

    ChatStore truth() {
        return durable.chats();
    }

    /** Returns the newest messages that are durable. */
    List<Message> truthOf(ConversationId id) {
        return truth().recent(id, MESSAGES);
    }

    void pass(Duration time) {
        nanos.pass(time);
    }

    /** Returns how many calls of the durable store something takes. */
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
