package dev.chatstore.jdbi.append;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.ProfileRow;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.Packet;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Appends a group in one packet, which is one round trip and a transaction by itself. The packet names the version and
 * the newest sequence that each head must have, which are remembered or read before, and fails as a whole unless all
 * have them: so a packet that arrives late, after its reply was given up, is never applied to what came after it. If
 * anything else is to be decided, an id is taken or a reply was lost, a transaction that locks the heads decides it.
 */
final class AppendInOnePacket implements GroupAppend {
    /** In UTF-8 and with escapes some three times as many bytes, which each server accepts in a packet. */
    private static final long MAX_LENGTH = 1 << 20;

    /** Of more, the heads are not read by their keys one by one: a statement has a bounded number of parameters. */
    private static final int MAX_CONVERSATIONS = 512;

    private final Transactions transactions;
    private final RememberedHeads remembered;
    private final AppendInTransaction fallback;
    private final GroupAppend large;

    /**
     * Creates a way to append.
     *
     * @param large appends groups that are too long for a packet
     */
    AppendInOnePacket(
            Transactions transactions, RememberedHeads remembered, AppendInTransaction fallback, GroupAppend large) {
        this.transactions = transactions;
        this.remembered = remembered;
        this.fallback = fallback;
        this.large = large;
    }

    @Override
    public List<AppendResult> run(List<AppendWithToken> appends, RetryContext retry) {
        Set<ConversationId> ids = new TreeSet<>(LockedHeads.KEY_ORDER);
        appends.forEach(member -> ids.add(member.append().conversation()));
        try {
            List<AppendResult> results =
                    ids.size() > MAX_CONVERSATIONS ? large.run(appends, retry) : write(appends, ids, retry);
            if (results == null) {
                remembered.forget(ids);
                results = fallback.run(appends, retry);
            }
            remembered.remember(results);
            return results;
        } catch (ChatStoreException e) {
            remembered.forget(ids);
            throw e;
        }
    }

    /** Returns the results, or null if the transaction is to decide. */
    private @Nullable List<AppendResult> write(
            List<AppendWithToken> appends, Set<ConversationId> ids, RetryContext retry) {
        if (retry.mayBeCommitted() || fallback.idsWereTaken()) {
            return null;
        }
        Map<ConversationId, ConversationHead> heads = remembered.of(ids);
        try {
            return write(appends, read(heads, ids, retry), retry);
        } catch (ConstraintException e) {
            if (!e.isOutdated()) {
                return fallback.runAfterTakenId(appends, retry);
            }
        }
        // Another process has changed a head. If it does so again meanwhile, it is locked for the next attempt.
        try {
            return heads.isEmpty() ? null : write(appends, read(Map.of(), ids, retry), retry);
        } catch (ConstraintException e) {
            return null;
        }
    }

    /** Returns heads and those of the other conversations, which are read; none of a conversation without a row. */
    private Map<ConversationId, ConversationHead> read(
            Map<ConversationId, ConversationHead> heads, Set<ConversationId> ids, RetryContext retry) {
        List<ConversationId> others =
                ids.stream().filter(id -> !heads.containsKey(id)).toList();
        Map<ConversationId, ConversationHead> all = new HashMap<>(heads);
        if (!others.isEmpty()) {
            all.putAll(transactions.read(retry, sql -> LockedHeads.find(sql, others)));
        }
        return all;
    }

    /** Returns the results, or null if there is more to decide than sequences or if a reply was lost. */
    private @Nullable List<AppendResult> write(
            List<AppendWithToken> appends, Map<ConversationId, ConversationHead> heads, RetryContext retry) {
        AppendBatch batch = new AppendBatch(new HashMap<>(heads), KnownMessages.ofGroupAlone());
        appends.forEach(batch::add);
        if (!batch.isPlain()) {
            return null;
        }
        Packet packet = packet(batch, heads, appends.get(0).writeToken(), Micros.of(retry.time()));
        if (packet.length() > MAX_LENGTH) {
            return large.run(appends, retry);
        }
        return transactions.send(retry, packet) ? batch.results() : null;
    }

    private Packet packet(AppendBatch batch, Map<ConversationId, ConversationHead> before, long token, long now) {
        List<AppendedHead> heads = batch.headRows();
        // Not zero and not negative, as the server keeps it.
        long proof = token >>> 1 | 1;
        Packet packet = transactions.packet().add(Sql.GUESS_HEADS, heads, (head, row) -> {
            ConversationHead seen = before.get(head.id());
            head.writeTo(row.number("now", now)
                    .number("seen", seen == null ? now : -seen.version())
                    .number("proof", proof));
        });
        boolean alone = heads.size() == 1 && !before.isEmpty();
        if (!alone && !before.isEmpty()) {
            packet.add(
                    Sql.CHECK_HEADS,
                    List.of((long) heads.size() + before.size()),
                    (changes, row) -> row.number("changes", changes));
        }
        return packet.add(Sql.UPSERT_PROFILE, batch.profileRows(), ProfileRow::writeTo)
                .add(
                        alone ? Sql.INSERT_CHECKED_MESSAGES : Sql.INSERT_MESSAGES,
                        batch.messageRows(),
                        (message, row) -> message.writeTo(row.number("now", now).number("proof", proof)))
                .add(Sql.INSERT_REPLIES, batch.replyRows(), NewMessageRow::writeReplyTo);
    }
}
