package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.ColumnWriter;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.util.List;

/** The profile of a conversation without its owner, whose place is the head. */
public record ProfileRow(ConversationId id, Profile profile) {
    /** Returns whether there is nothing to store. */
    public boolean isEmpty() {
        return profile.withOwner(null).equals(Profile.EMPTY);
    }

    /** Inserts the row, or replaces the one that exists. */
    void save(SqlHandle sql) {
        sql.updateEach(Sql.UPSERT_PROFILE, List.of(this), ProfileRow::writeTo);
    }

    /** Writes the columns. */
    public void writeTo(ColumnWriter row) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .text("title", profile.title())
                .text("model", profile.model())
                .text("system_prompt", profile.systemPrompt())
                .text("metadata", Json.write(profile.metadata()));
    }
}
