package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.conversation.ConversationMapper;
import dev.chatstore.jdbi.conversation.MessageMapper;
import dev.chatstore.jdbi.sql.PageSize;
import dev.chatstore.jdbi.sql.SelectList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads pages of messages of many conversations, from the fragment {@code snapshot_message_columns}. For one thread. */
final class MessageRows {
    /** Begins with the columns of the other fragment, so that the positions are the same. */
    private static final SelectList COLUMNS = new SelectList("snapshot_message_columns");

    private static final int TENANT = COLUMNS.position("tenant");
    private static final int CONVERSATION = COLUMNS.position("conversation");

    private final PageSize size;

    MessageRows(PageSize size) {
        this.size = size;
    }

    /** Returns the rows of a page, which has begun, and closes the statement. */
    List<MessageRow> read(Supplier<ResultSet> rows, StatementContext context) throws SQLException {
        try (context) {
            List<MessageRow> page = new ArrayList<>();
            String tenant = "";
            String conversation = "";
            MessageMapper mapper = null;
            ConversationId id = null;
            for (ResultSet row = rows.get(); row.next(); ) {
                String rowTenant = row.getString(TENANT);
                String rowConversation = row.getString(CONVERSATION);
                if (!rowConversation.equals(conversation) || !rowTenant.equals(tenant)) {
                    tenant = rowTenant;
                    conversation = rowConversation;
                    id = ConversationMapper.idOrNull(tenant, conversation);
                    mapper = id == null ? null : new MessageMapper(id);
                }
                long bytes = 0;
                // The head of a conversation whose id cannot be one is an error of its own.
                if (id != null && mapper != null) {
                    MessageRow read = new MessageRow(id, mapper.map(row, context));
                    page.add(read);
                    bytes = read.bytes();
                }
                if (size.isFullAfter(bytes)) {
                    break;
                }
            }
            return page;
        }
    }
}
