package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.archive.dictionary.Dictionaries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Removes from a target what a source does not have, in whichever scope. What cannot be read, on either side, stays. For one thread.
 */
final class ExtraRemoval {
    /** Number of heads that are looked up at once. */
    private static final int HEADS = 500;

    /** Number of ids that are collected before they are removed: the snapshot's connection may be the only one. */
    private static final int COLLECTED = 10_000;

    private final StoreSnapshot source;
    private final Storage target;
    private final StoreAccess access;
    private final CopyChoices choices;
    private final RestoreTally tally;

    ExtraRemoval(StoreSnapshot source, Storage target, CopyChoices choices, RestoreTally tally) {
        this.source = source;
        this.target = target;
        this.access = Access.to(target);
        this.choices = choices;
        this.tally = tally;
    }

    /** What is removed: the messages of a conversation are counted. */
    private record Extra<I>(I id, long messages) {}

    /** Removes all that is in the scope. */
    void run() {
        removeAll(this::findConversations, this::removeConversation);
        removeAll(this::findSessions, this::removeSession);
    }

    /** Removes those of some conversations that are in the scope. */
    void run(Collection<ConversationId> ids) {
        List<Extra<ConversationId>> extra = new ArrayList<>();
        try (StoreSnapshot snapshot = WithoutOwnRecords.of(access.snapshot(choices.scope()), choices.scope())) {
            find(
                    snapshot.heads(ids).values().stream()
                            .filter(choices.scope()::includes)
                            .map(ExtraRemoval::extra)
                            .toList(),
                    extra::add);
        }
        extra.forEach(this::removeConversation);
    }

    private <I> void removeAll(BiConsumer<StoreSnapshot, Collected<I>> find, Consumer<Extra<I>> remove) {
        Collected<I> found;
        do {
            found = new Collected<>(choices.options().dryRun() ? Integer.MAX_VALUE : COLLECTED, remove);
            try (StoreSnapshot snapshot = WithoutOwnRecords.of(access.snapshot(choices.scope()), choices.scope())) {
                find.accept(snapshot, found);
            }
            found.extra.forEach(remove);
        } while (found.isFull());
    }

    /** Collects as many as fit into memory; what is only counted, not at all. */
    private static final class Collected<I> {
        private final int limit;
        private final Consumer<Extra<I>> count;
        private final List<Extra<I>> extra = new ArrayList<>();

        Collected(int limit, Consumer<Extra<I>> count) {
            this.limit = limit;
            this.count = count;
        }

        void add(Extra<I> one) {
            if (limit == Integer.MAX_VALUE) {
                count.accept(one);
            } else {
                extra.add(one);
            }
        }

        boolean isFull() {
            return extra.size() >= limit;
        }
    }

    private void findConversations(StoreSnapshot snapshot, Collected<ConversationId> found) {
        Iterator<Conversation> heads = snapshot.heads();
        while (heads.hasNext() && !found.isFull()) {
            ConversationRestore.checkNotInterrupted();
            List<Extra<ConversationId>> batch = new ArrayList<>();
            while (heads.hasNext() && batch.size() < HEADS) {
                next(heads).map(ExtraRemoval::extra).ifPresent(batch::add);
            }
            find(batch, found::add);
        }
    }

    private static Extra<ConversationId> extra(Conversation head) {
        return new Extra<>(head.id(), head.messageCount());
    }

    /** Returns the next one, or empty if it cannot be read. */
    private static <T> Optional<T> next(Iterator<T> all) {
        try {
            return Optional.of(all.next());
        } catch (CorruptDataException e) {
            return Optional.empty();
        }
    }

    private void find(List<Extra<ConversationId>> all, Consumer<Extra<ConversationId>> action) {
        Set<ConversationId> known =
                source.heads(all.stream().map(Extra::id).toList()).keySet();
        all.stream()
                .filter(one -> !known.contains(one.id()) && isMissing(() -> source.find(one.id())))
                .forEach(action);
    }

    private static boolean isMissing(Supplier<Optional<?>> find) {
        try {
            return find.get().isEmpty();
        } catch (CorruptDataException e) {
            return false;
        }
    }

    private void findSessions(StoreSnapshot snapshot, Collected<SessionId> found) {
        Iterator<StoredSession> sessions = snapshot.sessions();
        while (sessions.hasNext() && !found.isFull()) {
            ConversationRestore.checkNotInterrupted();
            next(sessions)
                    .map(StoredSession::id)
                    .filter(id -> !Dictionaries.contain(id) && isMissing(() -> source.find(id)))
                    .ifPresent(id -> found.add(new Extra<>(id, 0)));
        }
    }

    private void removeConversation(Extra<ConversationId> extra) {
        ConversationRestore.checkNotInterrupted();
        if (choices.options().dryRun() || target.chats().delete(extra.id())) {
            tally.removedConversation(extra.messages());
        }
    }

    private void removeSession(Extra<SessionId> extra) {
        if (choices.options().dryRun() || access.deleteSession(extra.id())) {
            tally.removedSession();
        }
    }
}
