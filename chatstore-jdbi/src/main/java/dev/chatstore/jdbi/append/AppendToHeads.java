package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Appends a group in one transaction that adds to the heads before it knows them, and so creates those that are missing.
 * The heads after it tell the sequences. If anything is to be decided, the transaction is rolled back and the transaction
 * that locks the heads first decides it.
 */
final class AppendToHeads implements GroupAppend {
    /** Where a statement that returns a single number has the version, above the newest sequence. */
    private static final int VERSION_SHIFT = 32;

    private static final long MAX_SEQUENCE = (1L << VERSION_SHIFT) - 1;

    private final Transactions transactions;
    private final AppendInTransaction fallback;

    AppendToHeads(Transactions transactions, AppendInTransaction fallback) {
        this.transactions = transactions;
        this.fallback = fallback;
    }

    @Override
    public List<AppendResult> run(List<AppendWithToken> appends, RetryContext retry) {
        if (retry.mayBeCommitted() || fallback.idsWereTaken()) {
            return fallback.run(appends, retry);
        }
        try {
            return transactions.write(retry, sql -> write(sql, appends, retry.time()));
        } catch (ConstraintException e) {
            return fallback.runAfterTakenId(appends, retry);
        } catch (UndecidedException e) {
            return fallback.run(appends, retry);
        }
    }

    private List<AppendResult> write(SqlHandle sql, List<AppendWithToken> appends, Instant now) {
        if (sql.mayBeCommitted()) {
            throw new UndecidedException();
        }
        SortedMap<ConversationId, AppendedHead> gains = gains(appends);
        long micros = Micros.of(now);
        Map<ConversationId, ConversationHead> heads = before(gains, add(sql, gains, micros));
        AppendBatch batch = new AppendBatch(heads, new KnownMessages(sql, appends, heads));
        appends.forEach(batch::add);
        if (!batch.conflicts().isEmpty() || !batch.results().stream().allMatch(AppendBatch::isAppended)) {
            throw new UndecidedException();
        }
        fallback.writeMessages(sql, batch, micros);
        return batch.results();
    }

    /** Returns what each conversation gains, with the number of appends as its version. */
    private static SortedMap<ConversationId, AppendedHead> gains(List<AppendWithToken> appends) {
        SortedMap<ConversationId, AppendedHead> gains = new TreeMap<>(LockedHeads.KEY_ORDER);
        for (AppendWithToken member : appends) {
            Append append = member.append();
            String owner = append.profile() == null ? null : append.profile().owner();
            long messages = append.messages().size();
            long tokens =
                    append.messages().stream().mapToLong(NewMessage::tokens).sum();
            gains.merge(
                    append.conversation(),
                    new AppendedHead(append.conversation(), 1, messages, messages, tokens, owner),
                    AppendedHead::plus);
        }
        return gains;
    }

    /** Adds to the heads in the order of their keys, and returns them after that. */
    private static Map<ConversationId, ConversationHead> add(
            SqlHandle sql, SortedMap<ConversationId, AppendedHead> gains, long now) {
        if (gains.size() == 1) {
            return add(sql, gains.values().iterator().next(), now);
        }
        sql.updateEach(
                Sql.APPEND_TO_HEADS, List.copyOf(gains.values()), (head, row) -> head.writeTo(row.number("now", now)));
        return LockedHeads.lock(sql, gains.keySet());
    }

    /** Adds to a head and returns it after that. */
    private static Map<ConversationId, ConversationHead> add(SqlHandle sql, AppendedHead gain, long now) {
        if (sql.returnsRows(Sql.APPEND_TO_HEAD)) {
            return LockedHeads.heads(sql.query(Sql.APPEND_TO_HEAD, row -> gain.writeTo(row.number("now", now))));
        }
        long packed = sql.numberOf(Sql.APPEND_TO_HEAD, row -> gain.writeTo(row.number("now", now)));
        if (packed == 0) {
            throw new UndecidedException();
        }
        return Map.of(gain.id(), new ConversationHead(packed >>> VERSION_SHIFT, packed & MAX_SEQUENCE, true));
    }

    /** Returns the heads of the conversations that existed before they gained something. */
    private static Map<ConversationId, ConversationHead> before(
            Map<ConversationId, AppendedHead> gains, Map<ConversationId, ConversationHead> after) {
        Map<ConversationId, ConversationHead> before = new HashMap<>();
        after.forEach((id, head) -> {
            AppendedHead gain = gains.get(id);
            if (gain == null || !head.exists()) {
                throw new UndecidedException();
            }
            if (head.version() > gain.version()) {
                before.put(
                        id,
                        new ConversationHead(
                                head.version() - gain.version(),
                                head.lastSequence() - gain.messages(),
                                true,
                                head.leftover(),
                                false,
                                head.inSegments()));
            }
        });
        return before;
    }

    /** Ends a transaction that would have to decide more than sequences. */
    private static final class UndecidedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UndecidedException() {
            super(null, null, false, false);
        }
    }
}
