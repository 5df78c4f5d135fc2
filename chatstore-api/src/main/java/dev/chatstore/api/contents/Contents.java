package dev.chatstore.api.contents;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;

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
     * Returns the exact numbers of a tenant or an owner. What cannot be read is not among them; {@link
     * ContentStatistics#unreadable} tells how much that is.
     *
     * <p>The numbers are not of one moment: conversations are read in pages, the newest first, and each counts as it was
     * when its page was read. A conversation that is created meanwhile may be missing. Of one that is deleted meanwhile, the
     * messages may be missing from the numbers that need them. The sessions are counted last.
     *
     * <p>Cost on a database: a statement for each {@value dev.chatstore.api.spi.ContentReader#HEADS_PER_READ}
     * conversations, which reads their heads and models, and one for each {@value
     * dev.chatstore.api.spi.ContentReader#SESSIONS_PER_READ} sessions, which reads their rows; on SQLite their keys and those of
     * all sessions of the tenant that have expired and are not yet purged. If the {@linkplain ContentQuery#readsMessages()
     * messages are read}, a statement more for each {@value dev.chatstore.api.spi.ContentReader#MESSAGES_PER_READ} messages,
     * which the database sums up.
     *
     * <p>Cost on Redis: two round trips in place of each statement, more if many conversations or sessions were deleted in the
     * last hour. Messages are sent, texts included, at most 100 in a reply, and fewer the larger their texts are.
     *
     * <p>No call holds a transaction open or takes longer than its own statement may, so that a large tenant takes long and
     * blocks nobody. Memory: one page or reply, and the groups, of which there are at most {@value Breakdown#MAX_GROUPS} of
     * each kind.
     *
     * @throws InvalidInputException if the query is null
     * @throws UnavailableException if the store cannot be reached
     * @throws ClosedException if the storage is closed, also while the call is running
     */
    default ContentStatistics count(ContentQuery query) {
        return count(query, conversations -> {});
    }

    /**
     * Returns the exact numbers of a tenant or an owner, as {@link #count(ContentQuery)} does, and reports how far it is.
     *
     * @param progress receives the number of conversations that are counted so far, after each page; what it throws ends the
     *     count
     * @throws InvalidInputException if an argument is null
     */
    ContentStatistics count(ContentQuery query, LongConsumer progress);

    /**
     * Returns the tenants that have conversations or sessions, each once, in the order of their code points. A tenant whose last
     * conversation or session was deleted or has expired may be among them for an hour more. The iterator holds nothing open, so it
     * may be used for long, by one thread.
     *
     * <p>Cost: one statement for each tenant and one more, which reads one entry of each primary key; on Redis a scan of all keys
     * of all primaries on the first step, about 1,000 in a round trip. A tenant may be missing if a node of a cluster fails over
     * meanwhile. Memory: nothing that grows; on Redis all tenants.
     *
     * @throws UnavailableException if the store cannot be reached, also from the iterator
     * @throws ClosedException if the storage is closed, also from the iterator
     * @throws InvalidInputException if the backend cannot list its tenants; all backends of this library can
     */
    Iterator<String> tenants();

    /**
     * Returns numbers of the whole store at a low cost. Each of them tells whether it is exact.
     *
     * <p>On PostgreSQL, MySQL and MariaDB they are the server's own statistics, which count conversations and sessions that
     * were deleted or have expired until the cleaner removes them. On Redis they are scaled up from a sample of the keys; what
     * the server does not allow to be read is unknown. On SQLite and in memory they are exact.
     *
     * <p>Cost: one statement on a database, which reads no row of any table; on SQLite it reads all heads, the beginning of each
     * session, and no message. On Redis it samples 1,000 keys of each primary, in about five round trips for each.
     *
     * @throws UnavailableException if the store cannot be reached
     * @throws ClosedException if the storage is closed
     */
    ContentEstimate estimate();
}
