package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.Optional;

/**
 * The messages of removed conversations that were too many for one transaction. They come after the newest message of
 * the head, which no statement reads beyond; a new conversation of the same id grows into their place. They are removed
 * from their end, a bounded number of rows in each transaction, and the head says how far. So the removal can be
 * interrupted anywhere, and continued by any process. Safe for use by several threads.
 */
public final class Leftovers {
    /** Maximum number of rows that one transaction removes. */
    static final int BATCH = 1_000;

    private final Transactions transactions;
    private final LockedHeads heads;

    /** Creates the removal on a database. */
    public Leftovers(Transactions transactions, LockedHeads heads) {
        this.transactions = transactions;
        this.heads = heads;
    }

    /** Returns a conversation of which something is left over. */
    public Optional<ConversationId> next() {
        return transactions.read(sql -> sql.query(Sql.SELECT_REMOVAL)
                .map((row, context) -> new ConversationId(row.getString("tenant"), row.getString("conversation")))
                .findOne());
    }

    /** Removes all that is left over of a removed conversation. */
    public void remove(ConversationId id) {
        boolean more;
        do {
            more = transactions.write(sql -> removeBatch(sql, id));
        } while (more);
    }

    /** Returns whether something is left. */
    private boolean removeBatch(SqlHandle sql, ConversationId id) {
        ConversationHead head = heads.lock(sql, id);
        long end = head.lastSequence();
        int revisions = new MessageRange(id, end, head.leftover()).deleteRevisions(sql, BATCH);
        if (revisions == BATCH) {
            return true;
        }
        long after = Math.max(end, head.leftover() - (BATCH - revisions));
        int deleted = new MessageRange(id, after, head.leftover()).deleteMessages(sql);
        if (deleted == 0) {
            // Of messages that were removed as old ones few may have left a row.
            after = new MessageRange(id, end, after).newest(sql);
        }
        boolean more = after > end;
        sql.update(Sql.UPDATE_LEFTOVER, id).bind("leftover", more ? after : 0).execute();
        if (!more) {
            sql.update(Sql.DELETE_REMOVAL, id).execute();
        }
        return more;
    }
}
