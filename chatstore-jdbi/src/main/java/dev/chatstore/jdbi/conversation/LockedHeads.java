package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.JsonRows;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/**
 * Runs transactions that lock the heads of conversations, so that everything they read of these and decide stays true
 * until they commit. All transactions lock heads in the same order, so that they cannot deadlock.
 *
 * <p>Where rows are locked, a missing row cannot be; databases deadlock on locks of the gap in its place. The
 * transaction is rolled back, a statement of its own inserts the row in a removed state, and the transaction begins
 * again.
 */
public final class LockedHeads {
    /** The order in which heads are locked. */
    public static final Comparator<ConversationId> KEY_ORDER =
            Comparator.comparing(ConversationId::tenant).thenComparing(ConversationId::value);

    /** Only the cleaner removes such rows, and not before they are an hour old. */
    private static final int MAX_INSERTIONS = 10;

    private final Transactions transactions;

    /** Creates the locks of a database. */
    public LockedHeads(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs work in a transaction that has locked heads, and returns its result once the transaction is committed.
     *
     * @param work takes the heads of the conversations that have a row
     */
    public <T> T write(
            Collection<ConversationId> ids,
            RetryContext retry,
            BiFunction<SqlHandle, Map<ConversationId, ConversationHead>, T> work) {
        Set<ConversationId> ordered = new TreeSet<>(KEY_ORDER);
        ordered.addAll(ids);
        for (int insertions = 0; ; insertions++) {
            try {
                return transactions.write(retry, sql -> {
                    Map<ConversationId, ConversationHead> heads = lock(sql, ordered);
                    if (transactions.locksRows() && heads.size() < ordered.size()) {
                        throw new MissingHeadException();
                    }
                    return work.apply(sql, heads);
                });
            } catch (MissingHeadException e) {
                if (insertions == MAX_INSERTIONS) {
                    throw UnavailableException.notDone(
                            "rows that were inserted into chat_conversation are not found again: check that the"
                                    + " connections commit, and that no trigger or policy hides rows of the table",
                            false,
                            null);
                }
                insertMissing(ordered, retry);
            }
        }
    }

    private void insertMissing(Set<ConversationId> ids, RetryContext retry) {
        transactions.statement(
                retry.ofPreparation(),
                sql -> sql.update(Sql.INSERT_MISSING_HEADS)
                        .bind("conversations", keys(ids))
                        .bind("now", Micros.of(transactions.now()))
                        .execute());
    }

    /** Locks the head of a conversation for the rest of the transaction, if it has a row, and returns it. */
    public ConversationHead lock(SqlHandle sql, ConversationId id) {
        return lock(sql, Set.of(id)).getOrDefault(id, ConversationHead.ABSENT);
    }

    /** Locks the heads of conversations that have a row for the rest of the transaction, in an order, and returns them. */
    public static Map<ConversationId, ConversationHead> lock(SqlHandle sql, Set<ConversationId> ids) {
        // A single head by its plain key: to make a table from JSON would double the cost of a single append.
        Query query = ids.size() == 1
                ? sql.query(Sql.SELECT_HEAD, ids.iterator().next())
                : sql.query(Sql.SELECT_HEADS).bind("conversations", keys(ids));
        return heads(query);
    }

    /** Returns the heads of conversations that have a row, without a lock. */
    public static Map<ConversationId, ConversationHead> find(SqlHandle sql, List<ConversationId> ids) {
        // A power of two, so that the texts to prepare are few: the last one is repeated.
        int padded = Integer.highestOneBit(Math.max(1, 2 * ids.size() - 1));
        List<ConversationId> keys = IntStream.range(0, padded)
                .mapToObj(i -> ids.get(Math.min(i, ids.size() - 1)))
                .toList();
        return heads(sql.queryEach(
                Sql.FIND_HEADS,
                keys,
                (id, row) -> row.text("tenant", id.tenant()).text("conversation", id.value())));
    }

    /** Returns the heads of the rows of a statement. */
    public static Map<ConversationId, ConversationHead> heads(Query query) {
        Map<ConversationId, ConversationHead> heads = new HashMap<>();
        query.map((row, context) -> {
                    ConversationId id = new ConversationId(row.getString("tenant"), row.getString("id"));
                    row.getLong("deleted_micros");
                    boolean exists = row.wasNull();
                    return heads.put(
                            id,
                            new ConversationHead(
                                    row.getLong("version"),
                                    row.getLong("last_sequence"),
                                    exists,
                                    row.getLong("leftover"),
                                    row.getInt("archived") != 0,
                                    row.getLong("in_segments")));
                })
                .forEach(before -> {});
        return heads;
    }

    private static String keys(Collection<ConversationId> ids) {
        JsonRows rows = new JsonRows();
        ids.forEach(id -> rows.row().text("tenant", id.tenant()).text("id", id.value()));
        return rows.toJson();
    }

    /** Ends a transaction whose heads have to be inserted first. */
    private static final class MissingHeadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingHeadException() {
            super(null, null, false, false);
        }
    }
}
