package dev.chatstore.jdbi.load;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.ConversationMapper;
import dev.chatstore.jdbi.conversation.MessageRange;
import dev.chatstore.jdbi.sql.ColumnWriter;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One attempt to load conversations, in one transaction. */
final class LoadRun {
    private final SqlHandle sql;
    private final LoadTables tables;
    private final long writeToken;
    private final Map<ConversationId, Long> removedBefore;
    private final Map<ConversationId, LoadOutcome> outcomes = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * Creates an attempt.
     *
     * @param removedBefore the versions at which deleted conversations were found before a commit could take effect. All
     *     attempts of a call share it
     */
    LoadRun(SqlHandle sql, boolean hasReplies, long writeToken, Map<ConversationId, Long> removedBefore) {
        this.sql = sql;
        this.tables = new LoadTables(sql, hasReplies);
        this.writeToken = writeToken;
        this.removedBefore = removedBefore;
    }

    /** A conversation that is loaded, with the version of the deleted one in whose place it is. */
    private record New(ConversationSnapshot snapshot, SnapshotReading reading, long base) {}

    /** Loads conversations that have no row. */
    void loadNew(List<ConversationSnapshot> snapshots) {
        List<New> all = snapshots.stream()
                .map(snapshot -> new New(snapshot, new SnapshotReading(snapshot), 0))
                .toList();
        insertHeads(all);
        insertMessages(all);
    }

    /**
     * Loads the conversations that do not exist.
     *
     * @param heads the heads of those that have a row, which are locked
     * @throws LeftoversException if messages of a deleted one have to be removed first
     * @throws UnavailableException if an earlier attempt may have loaded one that was deleted meanwhile
     */
    void load(List<ConversationSnapshot> snapshots, Map<ConversationId, ConversationHead> heads) {
        Predicate<New> hasRow = one -> heads.containsKey(one.snapshot().id());
        List<New> loaded = new ArrayList<>();
        for (ConversationSnapshot snapshot : snapshots) {
            ConversationHead head = heads.getOrDefault(snapshot.id(), ConversationHead.ABSENT);
            if (head.isRemoved()) {
                checkNotDeletedMeanwhile(snapshot.id(), head.version());
            }
            if (head.leftover() > 0 && !head.exists()) {
                throw new LeftoversException(snapshot.id());
            }
            SnapshotReading reading = new SnapshotReading(snapshot);
            if (!head.exists()) {
                loaded.add(new New(snapshot, reading, head.version()));
            } else if (!isLoadedBefore(snapshot, reading, head)) {
                outcomes.put(snapshot.id(), new LoadOutcome(snapshot.id(), false, head.version()));
            }
        }
        sql.updateEach(Sql.REVIVE_LOADED_HEAD, loaded.stream().filter(hasRow).toList(), LoadRun::writeHeadTo);
        insertHeads(loaded.stream().filter(hasRow.negate()).toList());
        insertMessages(loaded);
    }

    /**
     * Loads a conversation in the place of the one that exists at a version, whose head is locked.
     *
     * @throws LeftoversException if messages of a deleted one have to be removed first
     * @throws UnavailableException if an earlier attempt may have replaced it, and it was deleted meanwhile
     */
    void replace(ConversationSnapshot snapshot, ConversationHead head, long expectedVersion) {
        ConversationId id = snapshot.id();
        if (head.isRemoved()) {
            checkNotDeletedMeanwhile(id, head.version());
        }
        SnapshotReading reading = new SnapshotReading(snapshot);
        if (head.exists() && head.version() == expectedVersion) {
            if (head.leftover() > 0) {
                throw new LeftoversException(id);
            }
            new MessageRange(id, 0, head.lastSequence()).delete(sql);
            sql.update(Sql.DELETE_PROFILE, id).execute();
            if (head.inSegments() > 0) {
                sql.update(Sql.DELETE_SEGMENTS, id).execute();
            }
            New one = new New(snapshot, reading, head.version() + 1);
            sql.updateEach(Sql.REVIVE_LOADED_HEAD, List.of(one), LoadRun::writeHeadTo);
            insertMessages(List.of(one));
        } else if (!head.exists() || !isLoadedBefore(snapshot, reading, head)) {
            outcomes.put(id, new LoadOutcome(id, false, head.visibleVersion()));
            return;
        }
        long base = Objects.requireNonNull(outcomes.get(id)).version()
                - snapshot.head().version();
        changes.add(0, new Change.Removed(id, base));
    }

    private void checkNotDeletedMeanwhile(ConversationId id, long version) {
        if (!sql.mayBeCommitted()) {
            removedBefore.put(id, version);
        } else if (!Long.valueOf(version).equals(removedBefore.get(id))) {
            throw UnavailableException.maybeDone(
                    "the reply to a load of " + id + " was lost and the conversation was removed meanwhile, so that the"
                            + " outcome is unknown: read to see, or load again to bring it back",
                    true,
                    null);
        }
    }

    private void insertHeads(List<New> all) {
        all.forEach(one -> tables.addHead(one.snapshot().head(), one.base()));
        // A row of another process stops the transaction here, before all others are written.
        tables.insert();
    }

    private void insertMessages(List<New> all) {
        all.forEach(this::insertMessages);
        tables.insert();
    }

    private static void writeHeadTo(New one, ColumnWriter row) {
        Conversation head = one.snapshot().head();
        row.text("tenant", head.id().tenant())
                .text("conversation", head.id().value())
                .number("version", head.version() + one.base())
                .number("messages", head.messageCount())
                .number("last_sequence", head.lastSequence())
                .number("tokens", head.tokens())
                .text("owner", head.profile().owner())
                .number("archived", head.archived() ? 1L : 0L)
                .number("created", Micros.of(head.created()))
                .number("active", Micros.of(head.lastActivity()))
                .number("updated", Micros.of(head.updated()));
    }

    private void insertMessages(New one) {
        Conversation head = one.snapshot().head();
        ConversationId id = head.id();
        tables.addProfile(head);
        one.reading().forgotten().forEachRemaining(forgotten -> tables.addForgotten(id, forgotten, one.base()));
        while (one.reading().hasNext()) {
            MessageSnapshot message = one.reading().next();
            Long token = message.message().sequence() == head.firstSequence() ? (Long) writeToken : null;
            tables.addMessage(id, message, one.base(), token);
        }
        loaded(one);
    }

    private void loaded(New one) {
        Conversation head = one.snapshot().head();
        outcomes.put(head.id(), new LoadOutcome(head.id(), true, head.version() + one.base()));
        changes.add(one.reading().change(one.base()));
    }

    /** Returns whether an earlier attempt whose reply was lost has loaded a conversation, and notes that. */
    private boolean isLoadedBefore(ConversationSnapshot snapshot, SnapshotReading reading, ConversationHead head) {
        if (!sql.mayBeCommitted()) {
            return false;
        }
        Long base = base(snapshot, head);
        if (base == null) {
            return false;
        }
        reading.forEachRemaining(message -> {});
        loaded(new New(snapshot, reading, base));
        return true;
    }

    private @Nullable Long base(ConversationSnapshot snapshot, ConversationHead head) {
        if (snapshot.head().messageCount() == 0) {
            // Without a message there is no token: one that looks the same is taken for it.
            long base = head.version() - snapshot.head().version();
            return base >= 0 && isStored(SnapshotReading.raised(snapshot.head(), base)) ? (Long) base : null;
        }
        long first = snapshot.messages().iterator().next().message().version();
        return sql.query(Sql.SELECT_LOADED, snapshot.id())
                .bind("first", snapshot.head().firstSequence())
                .bind("token", writeToken)
                .mapTo(Long.class)
                .findOne()
                .map(stored -> stored - first)
                .orElse(null);
    }

    private boolean isStored(Conversation given) {
        Optional<Conversation> stored = sql.query(Sql.SELECT_CONVERSATION, given.id())
                .map(ConversationMapper.INSTANCE)
                .findOne();
        return stored.isPresent() && stored.get().equals(asStored(given));
    }

    private static Conversation asStored(Conversation given) {
        return new Conversation(
                given.id(),
                given.version(),
                given.messageCount(),
                given.lastSequence(),
                given.tokens(),
                given.profile(),
                given.archived(),
                Micros.toInstant(Micros.of(given.created())),
                Micros.toInstant(Micros.of(given.lastActivity())),
                Micros.toInstant(Micros.of(given.updated())));
    }

    Map<ConversationId, LoadOutcome> outcomes() {
        return outcomes;
    }

    /** Returns what the loaded conversations changed. */
    List<Change> changes() {
        return changes;
    }

    /** Ends a transaction that needs room first. */
    static final class LeftoversException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ConversationId conversation;

        LeftoversException(ConversationId conversation) {
            super(null, null, false, false);
            this.conversation = conversation;
        }

        ConversationId conversation() {
            return conversation;
        }
    }
}
