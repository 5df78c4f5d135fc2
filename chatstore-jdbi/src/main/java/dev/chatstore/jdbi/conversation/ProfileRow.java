package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.StoredProfile;
import dev.chatstore.jdbi.sql.ColumnWriter;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profile of a conversation without its owner, whose place is the head. */
public record ProfileRow(ConversationId id, StoredProfile profile) {
    /** Creates the row of a profile. */
    public ProfileRow(ConversationId id, Profile profile) {
        this(
                id,
                new StoredProfile(
                        null,
                        profile.title(),
                        profile.model(),
                        profile.systemPrompt(),
                        Json.write(profile.metadata())));
    }

    /** Returns whether there is nothing to store. */
    public boolean isEmpty() {
        return profile.equals(new StoredProfile(null, null, null, null, null));
    }

    /** Returns the row of a profile with what is stored in the place of its unreadable parts. */
    static ProfileRow keeping(StoredProfile stored, ConversationId id, Profile profile) {
        ProfileRow row = new ProfileRow(id, profile);
        return new ProfileRow(
                id,
                new StoredProfile(
                        null,
                        kept(profile, "title", row.profile.title(), stored.title()),
                        kept(profile, "model", row.profile.model(), stored.model()),
                        kept(profile, "systemPrompt", row.profile.systemPrompt(), stored.systemPrompt()),
                        kept(profile, "metadata", row.profile.metadata(), stored.metadata())));
    }

    private static @Nullable String kept(
            Profile profile, String part, @Nullable String readable, @Nullable String stored) {
        return profile.unreadable().contains(part) ? stored : readable;
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
                .text("metadata", profile.metadata());
    }
}
