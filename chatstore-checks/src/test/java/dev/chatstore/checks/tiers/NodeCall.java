package dev.chatstore.checks.tiers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node is asked, as one line of JSON where that is another process.
 *
 * @param what what it is to do
 * @param name the conversation or session
 * @param number an expected version (-1 for none), a sequence, a limit or a share in percent
 * @param texts what is said, or the names of conversations
 * @param named whether the texts are ids as well
 */
record NodeCall(What what, String name, long number, List<String> texts, boolean named) {
    enum What {
        APPEND,
        LATEST,
        CACHED,
        HEAD,
        LATEST_HEAD,
        EDIT,
        REDACT,
        PATCH,
        DELETE,
        COUNT,
        COUNTED,
        CHECK,
        OWED,
        HEALTH,
        DISTURB
    }

    static NodeCall of(What what, String name, long number, String... texts) {
        return new NodeCall(what, name, number, List.of(texts), false);
    }

    /**
     * What became of it.
     *
     * @param outcome how it ended
     * @param version the version that it made or met, a count, or 0
     * @param messages what was read or appended
     * @param unconfirmed whether the durable store could not be asked
     * @param told what there is to tell beside
     */
    record Answer(
            Outcome outcome,
            long version,
            List<Said> messages,
            boolean unconfirmed,
            @Nullable String told) {
        static Answer done(long version) {
            return new Answer(Outcome.DONE, version, List.of(), false, null);
        }
    }

    enum Outcome {
        DONE,
        CONFLICT,
        UNAVAILABLE,
        FAILED
    }

    /** A message. */
    record Said(long sequence, long version, @Nullable String id, String text) {}
}
