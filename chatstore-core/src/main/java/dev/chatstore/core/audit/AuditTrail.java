package dev.chatstore.core.audit;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.api.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The trails of a store: one for each tenant, and one for what is done on the whole store. They are conversations under the
 * tenant {@value #TENANT}, and can be read whether or not the storage records.
 *
 * <p>Each entry has the digest of the one before it. So a changed, removed, inserted or reordered entry shows, unless all later
 * entries were written anew as well. To detect that too, keep the newest digest in another place from time to time.
 *
 * <p>Entries are read from the durable store, past all caches. Safe for use by several threads. All methods throw {@link
 * UnavailableException} if the store is out of reach, and {@link dev.chatstore.api.ClosedException} if the storage is
 * closed.
 */
public interface AuditTrail {
    /** The tenant under which trails are kept. */
    String TENANT = "chatstore.audit";

    /** The name that stands for a tenant in the trail of what is done on the whole store. */
    String WHOLE_STORE = "chatstore.store";

    /** Returns the name of the trail of a tenant, or of {@link #WHOLE_STORE}, which need not exist. Asks no server as a rule. */
    String nameOf(String tenant);

    /** Returns all trails, also those that came from other stores. Cost: one list for 1,000 of them. */
    List<AuditTrailHead> trails();

    /**
     * Returns a page of entries. One that is no entry any more is left out; {@link #verify} finds it. Cost: one read for 500
     * entries, those included that are of another time.
     *
     * @throws InvalidInputException if the cursor is not one that this method returned
     */
    Page<AuditEntry> entries(AuditQuery query);

    /**
     * Reads all entries of all trails, and returns whether they are as they were written. Cost: one read for 500 entries.
     *
     * @param digests digests of entries that were kept elsewhere, to be found again; none as a rule
     */
    AuditVerification verify(Set<String> digests);

    /**
     * Writes the entries of a trail as lines of JSON, the oldest first, exactly as they are kept, and returns how many. The
     * stream stays open.
     *
     * <p>In each line {@code digest} is the SHA-256 of the line in UTF-8 up to and without {@code ,"digest":}, and {@code
     * previous} is the digest of the line before.
     *
     * @throws IOException if the stream cannot be written to
     */
    long export(String trail, OutputStream out) throws IOException;

    /**
     * Removes the entries that are older than a time from all trails, and returns how many. An entry that says so, with the
     * digest of the last removed one, is written before: the rest can be verified.
     *
     * @param keep the age beyond which an entry is removed
     * @param dryRun whether to count only
     * @throws InvalidInputException if the age is not positive, or the backend cannot remove old messages
     */
    long prune(Duration keep, boolean dryRun);
}
