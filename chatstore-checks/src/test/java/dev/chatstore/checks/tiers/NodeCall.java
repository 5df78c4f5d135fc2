package dev.chatstore.checks.tiers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call to a node, sent as one line of JSON if the node is another process.
 *
 * @param operation the operation
 * @param name the name of the conversation or session
 * @param number an expected version (-1 for none), a sequence, a limit or a percentage
 * @param texts the texts of messages, or the names of conversations
 * @param withIds whether the texts are also the ids of the messages
 */
record NodeCall(Operation operation, String name, long number, List<String> texts, boolean withIds) {
    enum Operation {
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
        READ_COUNT,
        CHECK,
        PENDING_INVALIDATIONS,
        HEALTH,
        INJECT_FAULTS
    }

    static NodeCall of(Operation operation, String name, long number, String... texts) {
        return new NodeCall(operation, name, number, List.of(texts), false);
    }

    /**
     * The result of a call.
     *
     * @param outcome the outcome
     * @param version the version that the call created or found, a count, or 0
     * @param messages the messages read or appended
     * @param unconfirmed whether the durable store was unavailable
     * @param details further details, such as the text of an error
     */
    record Answer(
            Outcome outcome,
            long version,
            List<ReadMessage> messages,
            boolean unconfirmed,
            @Nullable String details) {
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

    /** The fields of a message that are compared. */
    record ReadMessage(
            long sequence, long version, @Nullable String id, String text) {}
}
