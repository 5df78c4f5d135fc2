package dev.chatstore.core.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a trail. It names what was done and never holds a text, metadata or a state.
 *
 * @param number its number in the trail, from 1 without gaps
 * @param time when it was written, by the clock of the process
 * @param actor who acted
 * @param action what was done
 * @param stage what the entry says about it
 * @param of the number of the entry that it is the outcome of, 0 if it stands for itself
 * @param subject on what it was done
 * @param amounts how much, by what, such as {@code messages}
 * @param detail a format, a run or the type of an error, or null
 * @param previous the digest of the entry before it, empty for the first
 * @param digest the SHA-256 of the entry in hex, which covers everything else in it
 */
// Eleven components: the columns of a trail.
public record AuditEntry(
        long number,
        Instant time,
        String actor,
        AuditAction action,
        Stage stage,
        long of,
        AuditSubject subject,
        Map<String, Long> amounts,
        @Nullable String detail,
        String previous,
        String digest) {
    /** What an entry says about an action. */
    public enum Stage {
        /** It is about to be done, and was unless a later entry says otherwise. A read was made. */
        RECORDED,
        /** There was nothing to change. */
        NOTHING,
        /** It failed. Unless the detail says that the outcome is unknown, a single change was not made. */
        FAILED,
        /** A long operation begins. */
        BEGUN,
        /** A long operation ended. */
        ENDED
    }

    /** Creates an entry. The map is copied. */
    public AuditEntry {
        amounts = Map.copyOf(amounts);
    }
}
