package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies a snapshot of a source, or a part of it, into a target. For one thread. */
final class CopyPass {
    private final StoreSnapshot source;
    private final Storage target;
    private final StoreAccess access;
    private final CopyChoices choices;
    private final RestoreTally tally;
    private final Runnable progress;

    /**
     * Creates a pass that has copied nothing.
     *
     * @param progress is run after each call to the target
     */
    CopyPass(StoreSnapshot source, Storage target, CopyChoices choices, RestoreTally tally, Runnable progress) {
        this.source = source;
        this.target = target;
        this.access = Access.to(target);
        this.choices = choices;
        this.tally = tally;
        this.progress = progress;
    }

    /** Copies all of the scope. What is removed comes last, so that a pass that fails has removed nothing. */
    void run() {
        try (ConversationRestore restore = restore()) {
            if (choices.onlyChanged() && hasTargetAny()) {
                new ChangedConversations(source, access, tally).forEach(id -> copy(id, restore));
            } else {
                copyAll(restore);
            }
            restore.flush();
        }
        SessionRestore sessions = new SessionRestore(target, choices.options(), tally, progress);
        if (choices.onlyChanged()) {
            ChangedSessions changed = new ChangedSessions(access, tally, sessions::add);
            forEachSession(changed::add);
            changed.flush();
        } else {
            forEachSession(sessions::add);
        }
        sessions.flush();
        if (choices.removesExtra()) {
            new ExtraRemoval(source, target, choices, tally).run();
        }
    }

    /** Copies some conversations, and removes those that the source does not have. */
    void run(Collection<ConversationId> ids) {
        try (ConversationRestore restore = restore()) {
            ids.forEach(id -> copy(id, restore));
            restore.flush();
        }
        if (choices.removesExtra()) {
            new ExtraRemoval(source, target, choices, tally).run(ids);
        }
    }

    private ConversationRestore restore() {
        return new ConversationRestore(target, choices.options(), tally, progress);
    }

    /** Returns whether the target has any of the scope. If not, whole pages of the source are read. */
    private boolean hasTargetAny() {
        try (StoreSnapshot snapshot = WithoutOwnRecords.of(access.snapshot(choices.scope()), choices.scope())) {
            return snapshot.heads().hasNext();
        }
    }

    private void copyAll(ConversationRestore restore) {
        Iterator<ConversationSnapshot> conversations = source.conversations();
        while (conversations.hasNext()) {
            Incoming next;
            try {
                next = Incoming.of(conversations.next());
            } catch (CorruptDataException e) {
                tally.unreadable(e);
                continue;
            }
            restore.add(next);
        }
    }

    private void copy(ConversationId id, ConversationRestore restore) {
        Optional<Incoming> found;
        try {
            found = source.find(id)
                    .filter(conversation -> choices.scope().includes(conversation.head()))
                    .map(Incoming::of);
        } catch (CorruptDataException e) {
            tally.unreadable(e);
            return;
        }
        found.ifPresent(restore::add);
    }

    private void forEachSession(Consumer<StoredSession> action) {
        Iterator<StoredSession> sessions = source.sessions();
        while (sessions.hasNext()) {
            StoredSession session;
            try {
                session = sessions.next();
            } catch (CorruptDataException e) {
                tally.refusedSession(e);
                continue;
            }
            action.accept(session);
        }
    }
}
