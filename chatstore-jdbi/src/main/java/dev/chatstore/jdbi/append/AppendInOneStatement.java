package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Appends a group in one statement, which is one round trip. The statement skips conversations that were removed, are
 * not at the expected version, or are new and have a profile; a transaction appends to these or finds out the reason.
 * If an id is taken or a reply was lost, the whole group is written by a transaction.
 */
final class AppendInOneStatement implements GroupAppend {
    private final Transactions transactions;
    private final AppendInTransaction fallback;

    AppendInOneStatement(Transactions transactions, AppendInTransaction fallback) {
        this.transactions = transactions;
        this.fallback = fallback;
    }

    @Override
    public List<AppendResult> run(List<AppendWithToken> appends, RetryContext retry) {
        if (fallback.idsWereTaken()) {
            return fallback.run(appends, retry);
        }
        List<AppendResult> results;
        try {
            results = appends.size() == 1 && OneMessage.fits(appends.get(0))
                    ? writeOne(new OneMessage(appends.get(0)), retry)
                    : writeGroup(appends, retry);
        } catch (ConstraintException e) {
            return fallback.run(appends, retry);
        }
        return results == null ? fallback.run(appends, retry) : results;
    }

    /** Returns the result of a group of one message, or null if it was skipped or a reply was lost. */
    private @Nullable List<AppendResult> writeOne(OneMessage message, RetryContext retry) {
        return transactions.statement(
                retry,
                sql -> sql.mayBeCommitted()
                        ? null
                        : message.write(sql, retry.time()).map(List::of).orElse(null));
    }

    /** Returns the results of a group, or null if a reply was lost. */
    private @Nullable List<AppendResult> writeGroup(List<AppendWithToken> appends, RetryContext retry) {
        AppendParameters parameters = AppendParameters.of(appends);
        Map<ConversationId, ConversationHead> written = parameters.isEmpty() ? Map.of() : write(parameters, retry);
        return written == null ? null : results(appends, parameters, written, retry);
    }

    /** Returns the heads that were written, or null if a reply was lost. */
    private @Nullable Map<ConversationId, ConversationHead> write(AppendParameters parameters, RetryContext retry) {
        return transactions.statement(retry, sql -> sql.mayBeCommitted() ? null : write(sql, parameters, retry.time()));
    }

    private static Map<ConversationId, ConversationHead> write(
            SqlHandle sql, AppendParameters parameters, Instant now) {
        Map<ConversationId, ConversationHead> heads = new HashMap<>();
        boolean expected = parameters.expectHeads();
        Query append = sql.query(expected ? Sql.APPEND_EXPECTED : Sql.APPEND);
        if (expected) {
            append.bind("expected", parameters.expected());
            parameters.existingHeads().bindTo(append);
        }
        parameters.heads().bindTo(append);
        parameters.messages().bindTo(append);
        append.bind("now", Micros.of(now))
                .map((row, context) -> heads.put(
                        new ConversationId(row.getString("tenant"), row.getString("id")),
                        new ConversationHead(row.getLong("version"), row.getLong("last_sequence"), true)))
                .forEach(before -> {});
        return heads;
    }

    private List<AppendResult> results(
            List<AppendWithToken> appends,
            AppendParameters parameters,
            Map<ConversationId, ConversationHead> written,
            RetryContext retry) {
        List<AppendWithToken> skipped = appends.stream()
                .filter(member -> !written.containsKey(member.append().conversation()))
                .toList();
        List<AppendResult> ofSkipped = new ArrayList<>(skipped.isEmpty() ? List.of() : appendSkipped(skipped, retry));
        Map<ConversationId, ConversationHead> reached = new HashMap<>();
        written.forEach((id, head) -> reached.put(id, parameters.before(id, head)));
        List<AppendResult> results = new ArrayList<>(appends.size());
        for (AppendWithToken member : appends) {
            ConversationId id = member.append().conversation();
            ConversationHead before = reached.get(id);
            if (before == null) {
                results.add(ofSkipped.remove(0));
            } else {
                int count = member.append().messages().size();
                ConversationHead after = before.after(count);
                reached.put(id, after);
                results.add(new AppendResult(
                        AppendReceipt.appended(id, before.lastSequence() + 1, count, after.version()),
                        before.version() == 0));
            }
        }
        return results;
    }

    /** Appends what the statement skipped. The rest of the group is committed, so a failure concerns these alone. */
    private List<AppendResult> appendSkipped(List<AppendWithToken> skipped, RetryContext retry) {
        try {
            return fallback.run(skipped, retry);
        } catch (ChatStoreException e) {
            return skipped.stream()
                    .map(member -> AppendResult.refused(member.append().conversation(), e.copy()))
                    .toList();
        }
    }
}
