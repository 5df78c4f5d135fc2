package dev.chatstore.api.contents;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import java.util.Optional;

/**
 * Counts what the durable store holds, whatever caches are in front of it. What was deleted and sessions that have expired
 * do not count. Safe for use by several threads.
 */
public interface Contents {
    /** A storage that can tell what it holds. */
    interface Holder {
        /** Returns the counts of the storage, always the same ones. */
        Contents contents();
    }

    /** Returns the counts of a storage, or empty if it has none, such as a decorator of the caller's own. */
    static Optional<Contents> of(Storage storage) {
        return storage instanceof Holder holder ? Optional.of(holder.contents()) : Optional.empty();
    }

    /**
     * Returns the exact numbers of a tenant or an owner.
     *
     * <p>The numbers are not of one moment: conversations are read in pages, the newest first, and each counts as it was
     * when its page was read. A conversation that is created meanwhile may be missing. Of one that is deleted meanwhile, the
     * messages may be missing from the numbers that need them.
     *
     * <p>Cost: a statement for each {@value ContentQuery#CONVERSATIONS_PER_READ} conversations, which reads their heads, and
     * one for the sessions. If the {@linkplain ContentQuery#readsMessages() messages are read}, a statement more for each
     * {@value ContentQuery#MESSAGES_PER_READ} messages: a database sums them up itself; Redis sends them, texts included, 500
     * in each reply. No call holds a transaction open or takes longer than its own statement may, so that a large
     * tenant takes long and blocks nobody. Memory: one page, and the groups, of which there are at most {@value
     * Breakdown#MAX_GROUPS} of each kind.
     *
     * @throws InvalidInputException if the query is null
     * @throws UnavailableException if the store cannot be reached
     * @throws ClosedException if the storage is closed, also while the call is running
     */
    ContentStatistics count(ContentQuery query);

    /**
     * Returns numbers of the whole store at a low cost. Each of them tells whether it is exact.
     *
     * <p>On PostgreSQL, MySQL and MariaDB they are the server's own statistics, which count conversations and sessions that
     * were deleted or have expired until the cleaner removes them. On Redis they are scaled up from a sample of the keys. On
     * SQLite and in memory they are exact.
     *
     * <p>Cost: one statement on a database, which reads no row of any table; on SQLite it reads all heads and sessions, and
     * no message. On Redis it samples a thousand keys of each node, in some round trips.
     *
     * @throws UnavailableException if the store cannot be reached
     * @throws ClosedException if the storage is closed
     */
    ContentEstimate estimate();
}
