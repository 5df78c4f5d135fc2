package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.StoredProfile;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Opens conversations and changes their profiles. Safe for use by several threads. */
public final class ChangeConversation {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final FindConversation find;
    private final Consumer<Change> committed;

    /**
     * Creates the operations on a database.
     *
     * @param committed is notified of each change after its commit
     */
    public ChangeConversation(
            Transactions transactions, LockedHeads heads, FindConversation find, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        this.find = find;
        this.committed = committed;
    }

    /** Returns a conversation, created with a profile if it does not exist. */
    public Conversation open(ConversationId id, Profile profile) {
        return find.one(id).orElseGet(() -> {
            AtomicLong written = new AtomicLong();
            Conversation opened = heads.write(
                    Set.of(id),
                    transactions.begin(),
                    (sql, locked) -> open(sql, id, profile, locked.getOrDefault(id, ConversationHead.ABSENT), written));
            report(opened, written);
            return opened;
        });
    }

    /**
     * Reports a state if an attempt of this call has made it. After a lost reply another writer's may follow, which that
     * writer reports with all that belongs to it.
     */
    private void report(Conversation state, AtomicLong written) {
        if (state.version() == written.get()) {
            committed.accept(new Change.Described(state));
        }
    }

    private Conversation open(
            SqlHandle sql, ConversationId id, Profile profile, ConversationHead head, AtomicLong written) {
        if (head.exists()) {
            return find.one(sql, id).orElseThrow();
        }
        written.set(head.version() + 1);
        Instant now = transactions.now();
        sql.update(Sql.INSERT_CONVERSATION, id)
                .bind("version", head.version() + 1)
                .bind("owner", profile.owner())
                .bind("now", Micros.of(now))
                .execute();
        new ProfileRow(id, profile).save(sql);
        return new Conversation(id, head.version() + 1, 0, 0, 0, profile, false, now, now, now);
    }

    /** Patches a conversation and returns it, or returns empty if it does not exist. */
    public Optional<Conversation> patch(ConversationPatch patch) {
        AtomicLong written = new AtomicLong();
        Optional<Conversation> patched = transactions.write(sql -> {
            if (sql.mayBeCommitted() && patch.expectedVersion() != null) {
                throw UnavailableException.maybeDone(
                        "the reply to a patch of " + patch.conversation()
                                + " was lost and its outcome is unknown: find the conversation to see",
                        true,
                        null);
            }
            heads.lock(sql, patch.conversation());
            return current(sql, patch).map(current -> {
                Conversation changed = patch(sql, patch, current);
                if (changed.version() > current.version()) {
                    written.set(changed.version());
                }
                return changed;
            });
        });
        patched.ifPresent(state -> report(state, written));
        return patched;
    }

    /** Returns the conversation if it exists, and fails if it is not at the version that the patch expects. */
    private Optional<Conversation> current(SqlHandle sql, ConversationPatch patch) {
        ConversationId id = patch.conversation();
        Optional<Conversation> found = find.one(sql, id);
        Long expected = patch.expectedVersion();
        if (expected != null
                && !expected.equals(found.map(Conversation::version).orElse(0L))) {
            ConversationHead head = found.map(
                            current -> new ConversationHead(current.version(), current.lastSequence(), true))
                    .orElse(ConversationHead.ABSENT);
            throw ReadHistory.conflict(sql, id, expected, head);
        }
        return found;
    }

    private Conversation patch(SqlHandle sql, ConversationPatch patch, Conversation current) {
        Profile profile = patch.applyTo(current.profile());
        boolean archived = patch.archived() == null ? current.archived() : patch.archived();
        if (profile.equals(current.profile()) && archived == current.archived()) {
            return current;
        }
        Instant now = transactions.now();
        StoredProfile stored = profile.unreadable().isEmpty() ? null : find.stored(sql, current.id());
        sql.update(Sql.UPDATE_CONVERSATION, current.id())
                .bind(
                        "owner",
                        stored != null && profile.unreadable().contains("owner") ? stored.owner() : profile.owner())
                .bind("archived", archived ? 1 : 0)
                .bind("now", Micros.of(now))
                .execute();
        ProfileRow row = stored == null
                ? new ProfileRow(current.id(), profile)
                : ProfileRow.keeping(stored, current.id(), profile);
        row.save(sql);
        return new Conversation(
                current.id(),
                current.version() + 1,
                current.messageCount(),
                current.lastSequence(),
                current.tokens(),
                profile,
                archived,
                current.created(),
                current.lastActivity(),
                now);
    }
}
