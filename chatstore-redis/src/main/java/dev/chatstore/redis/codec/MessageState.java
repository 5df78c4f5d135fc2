package dev.chatstore.redis.codec;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of the store read or change in a message, next to its content. Each layout writes it in its own way.
 *
 * @param sequence the sequence
 * @param version the version that its append made
 * @param id the caller's id, or null
 * @param parent the sequence of its parent
 * @param tokens the tokens it counts for
 * @param revision 1 as appended, and one more for each edit and for a redaction
 * @param edited the time of its last edit or redaction, or null
 * @param redacted whether it was redacted
 */
// Eight components: the fields of a message that change, and those that scripts look up.
public record MessageState(
        long sequence,
        long version,
        @Nullable String id,
        long parent,
        long tokens,
        int revision,
        @Nullable Instant edited,
        boolean redacted) {}
