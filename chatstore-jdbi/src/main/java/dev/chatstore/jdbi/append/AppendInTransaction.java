package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.MessageRange;
import dev.chatstore.jdbi.conversation.ProfileRow;
import dev.chatstore.jdbi.conversation.ReadHistory;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends a group in one transaction of few statements, however many conversations and messages it has: lock the heads,
 * write the heads, write the messages, and what only some appends have: profiles and, on some databases, replies. Ids
 * are looked up only after one was found to be taken, and from then on until none is: a client that re-sends sends many
 * messages again.
 */
final class AppendInTransaction implements GroupAppend {
    /**
     * Number of newest messages among which an append without ids is searched after a lost reply. It is missed if other
     * processes append more than that between two attempts, which are milliseconds apart.
     */
    private static final int LOOK_BACK = 10_000;

    private final LockedHeads lockedHeads;
    private final boolean hasReplies;
    private volatile boolean idsWereTaken;

    /**
     * Creates a way to append.
     *
     * @param hasReplies whether the database keeps replies in a table of their own
     */
    AppendInTransaction(LockedHeads lockedHeads, boolean hasReplies) {
        this.lockedHeads = lockedHeads;
        this.hasReplies = hasReplies;
    }

    /** Returns whether the last group that looked up its ids found some of them taken. */
    boolean idsWereTaken() {
        return idsWereTaken;
    }

    @Override
    public List<AppendResult> run(List<AppendWithToken> appends, RetryContext retry) {
        if (!retry.mayBeCommitted() && !idsWereTaken) {
            try {
                return write(appends, false, retry);
            } catch (ConstraintException e) {
                idsWereTaken = true;
            }
        }
        try {
            return write(appends, true, retry);
        } catch (ConstraintException e) {
            throw e.reason();
        }
    }

    /** Appends a group of which an id is taken. */
    List<AppendResult> runAfterTakenId(List<AppendWithToken> appends, RetryContext retry) {
        idsWereTaken = true;
        return run(appends, retry);
    }

    private List<AppendResult> write(List<AppendWithToken> appends, boolean looksUpIds, RetryContext retry) {
        List<ConversationId> ids =
                appends.stream().map(member -> member.append().conversation()).toList();
        return lockedHeads.write(ids, retry, (sql, heads) -> {
            KnownMessages known = new KnownMessages(sql, appends, heads);
            if (looksUpIds || sql.mayBeCommitted()) {
                idsWereTaken = known.load();
            }
            AppendBatch batch = batch(sql, appends, heads, known);
            return write(sql, batch, retry.time());
        });
    }

    private static AppendBatch batch(
            SqlHandle sql,
            List<AppendWithToken> appends,
            Map<ConversationId, ConversationHead> heads,
            KnownMessages known) {
        AppendBatch batch = new AppendBatch(heads, known);
        for (AppendWithToken member : appends) {
            AppendResult earlier = sql.mayBeCommitted() ? earlierResult(sql, member, batch) : null;
            if (earlier == null) {
                batch.add(member);
            } else {
                batch.addResult(earlier);
            }
        }
        return batch;
    }

    private List<AppendResult> write(SqlHandle sql, AppendBatch batch, Instant now) {
        if (!batch.isEmpty()) {
            Sql heads = batch.revives() ? Sql.REVIVE_HEADS : Sql.UPSERT_HEADS;
            long micros = Micros.of(now);
            sql.updateEach(heads, batch.headRows(), (head, row) -> head.writeTo(row.number("now", micros)));
            writeMessages(sql, batch, micros);
        }
        for (AppendBatch.Conflict conflict : batch.conflicts()) {
            batch.setOutcome(
                    conflict,
                    ReadHistory.conflict(sql, conflict.conversation(), conflict.expectedVersion(), conflict.head()));
        }
        return batch.results();
    }

    /** Writes what a batch adds besides its heads. */
    void writeMessages(SqlHandle sql, AppendBatch batch, long now) {
        batch.leftovers().forEach(range -> makeRoom(sql, range, batch));
        sql.updateEach(Sql.UPSERT_PROFILE, batch.profileRows(), ProfileRow::writeTo);
        sql.updateEach(
                Sql.INSERT_MESSAGES, batch.messageRows(), (message, row) -> message.writeTo(row.number("now", now)));
        if (hasReplies) {
            sql.updateEach(Sql.INSERT_REPLIES, batch.replyRows(), NewMessageRow::writeReplyTo);
        }
    }

    /**
     * Removes what is left over of a removed conversation where new messages take its place, and the ids that they
     * take. Leftovers after them keep waiting for their removal.
     */
    private static void makeRoom(SqlHandle sql, MessageRange range, AppendBatch batch) {
        range.delete(sql);
        sql.updateEach(Sql.FORGET_ID, batch.idsOf(range), (message, row) -> message.writeIdTo(row, range.through()));
    }

    /**
     * Returns the result of an append that an earlier attempt may have committed although its reply was lost, or null
     * if it was not committed and is still to be written.
     */
    private static @Nullable AppendResult earlierResult(SqlHandle sql, AppendWithToken member, AppendBatch batch) {
        ConversationId id = member.append().conversation();
        ConversationHead head = batch.head(id);
        if (head.isRemoved()) {
            // It may have been committed and then removed with its conversation; a second write would bring it back.
            return AppendResult.refused(
                    id,
                    UnavailableException.maybeDone(
                            "the reply to an append to " + id + " was lost and the conversation was removed meanwhile:"
                                    + " append again to begin a new one",
                            true,
                            null));
        }
        return sql.query(Sql.SELECT_WRITTEN, id)
                .bind("after", Math.max(0, head.lastSequence() - LOOK_BACK))
                .bind("token", member.writeToken())
                .map((row, context) -> new AppendResult(
                        AppendReceipt.appended(
                                id,
                                row.getLong("sequence"),
                                member.append().messages().size(),
                                row.getLong("version")),
                        row.getInt("is_new") != 0))
                .findOne()
                .orElse(null);
    }
}
