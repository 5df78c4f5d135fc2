package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.conversation.ConversationMapper;
import dev.chatstore.jdbi.conversation.StoredHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A row of a conversation.
 *
 * @param tenant the tenant as it is stored
 * @param value the id as it is stored
 * @param created when it was created, in microseconds
 * @param head the conversation, or null if it cannot be read
 * @param error why it cannot be read, or null
 */
record HeadRow(
        String tenant,
        String value,
        long created,
        @Nullable StoredHead head,
        @Nullable CorruptDataException error) {
    private static final int FIXED_BYTES = 500;

    static HeadRow of(StoredHead head) {
        Conversation conversation = head.conversation();
        ConversationId id = conversation.id();
        return new HeadRow(id.tenant(), id.value(), Micros.of(conversation.created()), head, null);
    }

    /** Returns the place of a conversation, after which a page in key order begins. */
    static HeadRow placeOf(ConversationId id) {
        return new HeadRow(id.tenant(), id.value(), 0, null, null);
    }

    static HeadRow read(ResultSet row, StatementContext context) throws SQLException {
        String tenant = ConversationMapper.tenant(row);
        String value = ConversationMapper.value(row);
        long created = ConversationMapper.created(row);
        try {
            return new HeadRow(tenant, value, created, StoredHead.read(row, context), null);
        } catch (CorruptDataException e) {
            return new HeadRow(tenant, value, created, null, e);
        } catch (InvalidInputException | ArithmeticException e) {
            // Without the cause, whose message may quote the stored text.
            return new HeadRow(
                    tenant,
                    value,
                    created,
                    null,
                    CorruptDataException.ofConversation(
                            ConversationMapper.id(tenant, value),
                            "head",
                            "cannot be read; delete the conversation",
                            null));
        }
    }

    /** Returns about how many bytes it takes. */
    long bytes() {
        if (head == null) {
            return FIXED_BYTES;
        }
        Profile profile = head.conversation().profile();
        String prompt = profile.systemPrompt();
        return FIXED_BYTES + (prompt == null ? 0 : prompt.length()) + Json.size(profile.metadata());
    }
}
