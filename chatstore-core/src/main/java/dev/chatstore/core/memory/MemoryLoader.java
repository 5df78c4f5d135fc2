package dev.chatstore.core.memory;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.backend.SnapshotReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Loads whole conversations into the store in memory. */
final class MemoryLoader implements ConversationLoader {
    private final MemoryConversations conversations;
    private final InstantSource clock;

    MemoryLoader(MemoryConversations conversations, InstantSource clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> snapshots) {
        SnapshotReading.checkDistinct(snapshots);
        List<LoadedSnapshot> read = snapshots.stream().map(LoadedSnapshot::of).toList();
        return conversations.atomically(() -> {
            long added = read.stream()
                    .filter(snapshot -> conversations.find(snapshot.id()) == null)
                    .mapToLong(snapshot -> snapshot.messages().size())
                    .sum();
            if (!read.isEmpty()) {
                conversations.more(read.get(0).id(), added);
            }
            return read.stream().map(this::loadOne).toList();
        });
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot given, long expectedVersion) {
        LoadedSnapshot read = LoadedSnapshot.of(given);
        return conversations.atomically(() -> {
            MemoryConversation existing = conversations.find(read.id());
            long version = existing == null ? 0 : existing.version();
            if (existing == null || version != expectedVersion) {
                return new LoadOutcome(read.id(), false, version);
            }
            int added = read.messages().size();
            conversations.checkRoom(read.id(), added - existing.history().size());
            conversations.remove(read.id(), existing);
            conversations.more(read.id(), added);
            return loadOne(read);
        });
    }

    private LoadOutcome loadOne(LoadedSnapshot snapshot) {
        ConversationId id = snapshot.id();
        MemoryConversation existing = conversations.find(id);
        if (existing != null) {
            return new LoadOutcome(id, false, existing.version());
        }
        long base = conversations.add(snapshot);
        conversations.report(snapshot.reading().change(base));
        return new LoadOutcome(id, true, snapshot.head().version() + base);
    }
}
