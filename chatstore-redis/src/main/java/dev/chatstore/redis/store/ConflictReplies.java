package dev.chatstore.redis.store;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.redis.client.Reply;
import java.util.List;

/** Reads a conflict that a script has found: the version, the first sequence of some messages, and they. */
final class ConflictReplies {
    private ConflictReplies() {}

    static ConflictException of(ConversationId id, long expectedVersion, Reply reply) {
        List<Message> missed = StoredMessages.toMessages(reply.list(3), reply.number(2)).stream()
                .filter(message -> message.version() > expectedVersion)
                .toList();
        boolean complete = missed.size() <= ConflictException.MAX_MISSED;
        return ConflictException.of(
                id, expectedVersion, reply.number(1), complete ? missed : missed.subList(1, missed.size()), complete);
    }
}
