package dev.chatstore.core.memory;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.backend.StoreIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

final class MemoryBackend implements Backend {
    private final MemoryConversations conversations;
    private final MemoryChatStore chats;
    private final MemoryLoader loader;
    private final MemorySegments segments;
    private final MemorySessionBackend sessions;
    private final String identity;

    MemoryBackend(
            InstantSource clock,
            InstantSource expiryClock,
            int maxMessages,
            RandomGenerator random,
            Consumer<Change> committed) {
        identity = StoreIdentity.random(random);
        InstantSource times = inMicros(clock);
        InstantSource expiries = inMicros(expiryClock);
        conversations = new MemoryConversations(expiries, maxMessages, committed);
        chats = new MemoryChatStore(conversations, times);
        loader = new MemoryLoader(conversations, times);
        segments = new MemorySegments(conversations, times);
        sessions = new MemorySessionBackend(times, expiries);
    }

    /** Times are kept to the microsecond, as databases keep them. */
    private static InstantSource inMicros(InstantSource clock) {
        return () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public ConversationLoader loader() {
        return loader;
    }

    @Override
    public OldMessages oldMessages() {
        return chats;
    }

    @Override
    public MessageErasure messageErasure() {
        return chats;
    }

    @Override
    public Optional<SegmentStore> segments() {
        return Optional.of(segments);
    }

    /** Nothing of it is in a file. */
    @Override
    public boolean sanitize() {
        return true;
    }

    @Override
    public ContentReader contents() {
        return new MemoryContents(chats, conversations, sessions);
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return conversations.atomically(
                () -> new MemorySnapshot(scope, conversations.all().toList(), sessions.all()));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public int purge(int limit) {
        return conversations.purge(limit) + sessions.purge(limit);
    }

    @Override
    public void close() {}

    static boolean isForgotten(Instant removed, Instant now) {
        return removed.plus(REMEMBERED).isBefore(now);
    }
}
